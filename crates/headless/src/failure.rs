//! Why a command failed, and with which exit status.

use std::fmt::Display;

/// A failed command.
#[derive(Debug)]
pub enum Failure {
    /// Bad usage or input: exit status 2.
    Input(Vec<String>),
    /// Findings, or a verification that failed: exit status 1.
    Findings(Vec<String>),
}

impl Failure {
    /// One input error.
    pub fn input(message: impl Display) -> Self {
        Self::Input(vec![message.to_string()])
    }

    /// Every finding of an input that cannot be used.
    pub fn inputs<T: Display>(findings: &[T]) -> Self {
        Self::Input(findings.iter().map(ToString::to_string).collect())
    }

    /// Exit status.
    pub fn status(&self) -> u8 {
        match self {
            Failure::Input(_) => 2,
            Failure::Findings(_) => 1,
        }
    }

    /// What is said of it.
    pub fn lines(&self) -> &[String] {
        let (Failure::Input(lines) | Failure::Findings(lines)) = self;
        lines
    }

    /// Prints every line on standard error.
    pub fn print(&self) {
        self.lines().iter().for_each(|line| eprintln!("{line}"));
    }
}
