//! A cluster on this machine, and a campaign for it.

use std::{
    collections::BTreeMap,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Mutex, OnceLock},
    time::{Duration, Instant, SystemTime},
};

const PATIENCE: Duration = Duration::from_secs(180);

fn sarex() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sarex-cluster"));
    command.env("SAREX_HOME", Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).env_remove("SAREX_FAULT");
    command
}

fn run(args: &[&str]) -> String {
    let output = sarex().args(args).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Two free ports in a row.
fn ports() -> u16 {
    static TAKEN: Mutex<u16> = Mutex::new(0);
    let mut taken = TAKEN.lock().unwrap();
    let mut port = (*taken).max(20_000 + (std::process::id() % 400) as u16 * 50);
    let free = |port: u16| TcpListener::bind(("127.0.0.1", port)).is_ok();
    while !(free(port) && free(port + 1)) {
        port += 2;
    }
    *taken = port + 2;
    port
}

/// A process of the cluster; it is killed when this goes.
pub struct Node {
    child: Child,
}

impl Node {
    fn start(args: &[&str], envs: &[(&str, &str)]) -> Self {
        let mut command = sarex();
        command.args(args).envs(envs.iter().copied()).stdout(Stdio::null()).stderr(Stdio::null());
        Self { child: command.spawn().unwrap() }
    }

    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub fn signal(&self, name: &str) {
        let number = self.child.id().to_string();
        assert!(Command::new("kill").args([&format!("-{name}"), &number]).status().unwrap().success());
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub struct Cluster {
    pub scheduler: Node,
    pub executors: Vec<Node>,
    port: u16,
    tls: Option<String>,
    work: tempfile::TempDir,
}

impl Cluster {
    pub fn start(executors: usize, envs: &[(&str, &str)], tls: Option<&str>) -> Self {
        let mut cluster = Self::scheduler(tls);
        cluster.add_executors(executors, envs, Some("--once"));
        cluster
    }

    pub fn supervised(executors: usize, envs: &[(&str, &str)]) -> Self {
        let mut cluster = Self::scheduler(None);
        cluster.add_executors(executors, envs, None);
        cluster
    }

    fn scheduler(tls: Option<&str>) -> Self {
        let port = ports();
        let tls = tls.map(str::to_owned);
        let scheduler = Self::scheduler_at(port, tls.as_deref());
        Self { scheduler, executors: Vec::new(), port, tls, work: tempfile::tempdir().unwrap() }
    }

    fn scheduler_at(port: u16, tls: Option<&str>) -> Node {
        let number = port.to_string();
        let mut args = vec!["scheduler", "--port", &number, "--executor-timeout-s", "5", "--grace-s", "5"];
        args.extend(tls.iter().flat_map(|tls| ["--tls", tls]));
        let node = Node::start(&args, &[]);
        wait_for(|| std::net::TcpStream::connect(("127.0.0.1", port)).is_ok(), "the scheduler listens");
        node
    }

    pub fn restart_scheduler(&mut self) {
        self.scheduler = Self::scheduler_at(self.port, self.tls.as_deref());
    }

    pub fn add_executors(&mut self, number: usize, envs: &[(&str, &str)], once: Option<&str>) {
        for _ in 0..number {
            let (port, scheduler) = (ports().to_string(), format!("127.0.0.1:{}", self.port));
            let work = self.work.path().display().to_string();
            let mut args =
                vec!["executor", "--scheduler", &scheduler, "--port", &port, "--cores", "1", "--heartbeat-s", "1"];
            args.extend(["--work", &work]);
            args.extend(once);
            args.extend(self.tls.iter().flat_map(|tls| ["--tls", tls.as_str()]));
            self.executors.push(Node::start(&args, envs));
            let port: u16 = port.parse().unwrap();
            wait_for(|| std::net::TcpStream::connect(("127.0.0.1", port)).is_ok(), "the executor listens");
        }
    }
}

fn wait_for(done: impl Fn() -> bool, what: &str) {
    let begun = Instant::now();
    while !done() {
        assert!(begun.elapsed() < PATIENCE, "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A planned campaign.
pub struct Place {
    folder: tempfile::TempDir,
}

/// A client at work.
pub struct Client {
    child: Child,
}

impl Client {
    #[track_caller]
    pub fn succeeds(self) {
        let output = self.child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    #[track_caller]
    pub fn fails(self) -> String {
        let output = self.child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(matches!(output.status.code(), Some(1 | 2)), "{:?}: {said}", output.status);
        assert!(!said.contains("panicked"), "{said}");
        said
    }
}

impl Place {
    pub fn planned(shards: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (out, runs) = (folder.path().join("out").display().to_string(), shards.to_string());
        run(&["plan", "donghae-oki-raft", "--runs", &runs, "--runs-per-shard", "1", "--until", "2min", "--out", &out]);
        Self { folder }
    }

    fn out(&self) -> String {
        self.folder.path().join("out").display().to_string()
    }

    pub fn certificates(&self, name: &str) -> String {
        let folder = self.folder.path().join(name).display().to_string();
        run(&["certificates", "--out", &folder]);
        folder
    }

    pub fn resume(&self, cluster: &Cluster, envs: &[(&str, &str)]) -> Client {
        self.resume_with(cluster, envs, &[])
    }

    pub fn resume_with(&self, cluster: &Cluster, envs: &[(&str, &str)], more: &[&str]) -> Client {
        let engine = format!("ballista://127.0.0.1:{}", cluster.port);
        let out = self.out();
        let mut command = sarex();
        command.args(["resume", "--out", &out, "--no-recordings", "--engine", &engine, "--patience", "60s"]);
        // The last one counts.
        if !more.is_empty() {
            command = sarex();
            command.args(["resume", "--out", &out, "--no-recordings", "--engine", &engine]).args(more);
        }
        command.envs(envs.iter().copied()).stdout(Stdio::null()).stderr(Stdio::piped());
        Client { child: command.spawn().unwrap() }
    }

    /// Name and time of each part.
    pub fn parts(&self) -> BTreeMap<PathBuf, SystemTime> {
        let entries = std::fs::read_dir(Path::new(&self.out()).join("parts")).into_iter().flatten().flatten();
        let whole = entries.filter(|entry| entry.path().extension().is_some_and(|e| e == "parquet"));
        whole.filter_map(|entry| Some((entry.path(), entry.metadata().ok()?.modified().ok()?))).collect()
    }

    pub fn wait_for_parts(&self, number: usize) {
        wait_for(|| self.parts().len() >= number, &format!("{number} parts"));
    }

    pub fn digest(&self) -> String {
        digest(&self.out())
    }

    pub fn has_each_run_once(&self, runs: usize) {
        let said =
            run(&["sql", "--out", &self.out(), "--csv", "SELECT count(*) AS n, count(DISTINCT run) AS d FROM runs"]);
        assert_eq!(said.lines().nth(1), Some(format!("{runs},{runs}").as_str()), "{said}");
        let begun = std::fs::read_dir(Path::new(&self.out()).join("parts")).unwrap().flatten();
        let begun: Vec<_> = begun.filter(|entry| entry.path().extension().is_some_and(|e| e == "begun")).collect();
        assert!(begun.len() <= 1, "at most what was being written by the one killed: {begun:?}");
    }
}

fn digest(out: &str) -> String {
    let said = run(&["report", "--out", out, "--no-recordings"]);
    said.lines().find_map(|line| line.trim().strip_prefix("digest ")).unwrap().to_owned()
}

/// The digest of the same campaign by the local engine, worked out once for each size.
pub fn local_digest(shards: usize) -> String {
    static KNOWN: OnceLock<Mutex<BTreeMap<usize, String>>> = OnceLock::new();
    let mut known = KNOWN.get_or_init(Mutex::default).lock().unwrap();
    let work = || {
        let place = Place::planned(shards);
        run(&["resume", "--out", &place.out(), "--no-recordings"]);
        place.digest()
    };
    known.entry(shards).or_insert_with(work).clone()
}
