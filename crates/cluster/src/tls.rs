//! Mutual TLS between the machines of a cluster.
//!
//! Ballista's own servers speak plainly. With TLS they listen on a loopback address of this machine only, and a guard in
//! this process takes connections from outside, lets those in that show a certificate of the cluster, and passes their bytes
//! on. Outgoing connections are TLS by Ballista's own hook. Everybody in the cluster has the same certificate; its name is
//! the cluster's, not a machine's, so addresses may change.

use std::{
    fs,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::Path,
    sync::Arc,
};

use ballista_core::extension::EndpointOverrideFn;
use sarex_headless::failure::Failure;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        RootCertStore, ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
        server::WebPkiClientVerifier,
    },
};
use tonic::transport::{Certificate, ClientTlsConfig, Endpoint, Identity};

/// The name in every certificate of a cluster.
const NAME: &str = "sarex-campaign";
/// Where Ballista's own servers listen behind the guard; on Linux every address of 127/8 is this machine.
const INSIDE: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 83, 65, 82));
/// Years that certificates hold.
const YEARS: i32 = 2;

/// The certificates of a cluster.
#[derive(Clone)]
pub struct Tls {
    client: ClientTlsConfig,
    server: Arc<ServerConfig>,
}

impl Tls {
    /// Reads `ca.pem`, `node.pem` and `node.key` of a folder.
    pub fn read(folder: &Path) -> Result<Self, Failure> {
        let read = |name: &str| {
            let path = folder.join(name);
            fs::read(&path).map_err(|e| {
                Failure::input(format!(
                    "{}: cannot be read: {e}\n  hint: sarex campaign certificates --out {}",
                    path.display(),
                    folder.display()
                ))
            })
        };
        let (ca, node, key) = (read("ca.pem")?, read("node.pem")?, read("node.key")?);
        let client = ClientTlsConfig::new()
            .ca_certificate(Certificate::from_pem(&ca))
            .identity(Identity::from_pem(&node, &key))
            .domain_name(NAME);
        let server = server(&ca, &node, &key).map_err(|why| Failure::input(format!("{}: {why}", folder.display())))?;
        Ok(Self { client, server: Arc::new(server) })
    }

    /// Makes outgoing connections TLS.
    pub fn endpoints(&self) -> EndpointOverrideFn {
        let client = self.client.clone();
        Arc::new(move |endpoint: Endpoint| {
            let secure = endpoint.uri().to_string().replacen("http://", "https://", 1);
            let secure = Endpoint::from_shared(secure)?
                .tcp_nodelay(true)
                .http2_keep_alive_interval(std::time::Duration::from_secs(30));
            Ok(secure.tls_config(client.clone())?)
        })
    }

    /// Guards an address; where the server itself shall listen.
    pub async fn guard(&self, outside: SocketAddr) -> Result<SocketAddr, Failure> {
        let listener = TcpListener::bind(outside).await.map_err(|e| {
            Failure::input(format!("{outside}: cannot listen there: {e}\n  hint: --port takes another port"))
        })?;
        let inside = SocketAddr::new(INSIDE, outside.port());
        let acceptor = TlsAcceptor::from(self.server.clone());
        tokio::spawn(async move {
            loop {
                let Ok((stream, _)) = listener.accept().await else {
                    // Too many open files, for example: it gets better or it does not, but not by asking at once.
                    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
                    continue;
                };
                tokio::spawn(pass(acceptor.clone(), stream, inside));
            }
        });
        Ok(inside)
    }
}

/// Passes the bytes of one connection on; one without a certificate of the cluster ends here.
async fn pass(acceptor: TlsAcceptor, stream: TcpStream, inside: SocketAddr) {
    let Ok(mut outer) = acceptor.accept(stream).await else { return };
    let Ok(mut inner) = TcpStream::connect(inside).await else { return };
    let _ = inner.set_nodelay(true);
    let _ = tokio::io::copy_bidirectional(&mut outer, &mut inner).await;
}

fn server(ca: &[u8], node: &[u8], key: &[u8]) -> Result<ServerConfig, String> {
    let provider = Arc::new(ring::default_provider());
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(ca) {
        roots.add(certificate.map_err(|e| format!("ca.pem: {e}"))?).map_err(|e| format!("ca.pem: {e}"))?;
    }
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(node).collect();
    let certificates = certificates.map_err(|e| format!("node.pem: {e}"))?;
    let key = PrivateKeyDer::from_pem_slice(key).map_err(|e| format!("node.key: {e}"))?;
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider.clone())
        .build()
        .map_err(|e| format!("ca.pem: {e}"))?;
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|e| e.to_string())?;
    let mut config = config
        .with_client_cert_verifier(verifier)
        .with_single_cert(certificates, key)
        .map_err(|e| format!("node.pem and node.key do not go together: {e}"))?;
    config.alpn_protocols = vec![b"h2".to_vec()];
    Ok(config)
}

/// Makes a cluster's authority and the one certificate that it signs; the authority's key is forgotten at once.
pub fn certificates(out: &Path) -> Result<(), Failure> {
    use rcgen::{
        BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
        date_time_ymd,
    };
    if out.join("node.key").exists() {
        return Err(Failure::input(format!(
            "{}: holds certificates already\n  hint: give another folder",
            out.display()
        )));
    }
    let year: i32 = sarex_files::time::iso_utc(now_s()).get(..4).and_then(|year| year.parse().ok()).unwrap_or(2026);
    let params = |name: &str| -> Result<CertificateParams, rcgen::Error> {
        let mut params = CertificateParams::new(vec![NAME.to_owned()])?;
        params.distinguished_name.push(DnType::CommonName, name);
        params.not_before = date_time_ymd(year, 1, 1);
        params.not_after = date_time_ymd(year + YEARS, 12, 31);
        Ok(params)
    };
    let made = || -> Result<[(&str, String); 3], rcgen::Error> {
        let (authority_key, node_key) = (KeyPair::generate()?, KeyPair::generate()?);
        let mut authority = params("SAREX campaign authority")?;
        authority.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        authority.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let mut node = params("SAREX campaign node")?;
        node.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        node.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth, ExtendedKeyUsagePurpose::ClientAuth];
        let certificate = authority.self_signed(&authority_key)?;
        let node = node.signed_by(&node_key, &Issuer::new(authority, authority_key))?;
        Ok([("ca.pem", certificate.pem()), ("node.pem", node.pem()), ("node.key", node_key.serialize_pem())])
    };
    let files = made().map_err(Failure::input)?;
    fs::create_dir_all(out).map_err(|e| Failure::input(format!("{}: cannot be made: {e}", out.display())))?;
    for (name, text) in files {
        write_private(&out.join(name), &text)?;
        println!("{}", out.join(name).display());
    }
    println!(
        "valid to the end of {}; copy the folder to every machine of the cluster and give --tls there",
        year + YEARS
    );
    Ok(())
}

/// A file that only its owner reads.
fn write_private(path: &Path, text: &str) -> Result<(), Failure> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes()));
    written.map_err(|e| Failure::input(format!("{}: cannot be written: {e}", path.display())))
}

fn now_s() -> i64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs() as i64)
}
