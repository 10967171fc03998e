//! One target, as arguments, environment, file and defaults together say it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::de::DeserializeOwned;

use super::cloud::Cloud;
use super::file::{Config, DEFAULTS};
use super::layers::{Environment, Layer, Layers};
use super::time::Time;
use super::{ConfigError, Origin, Setting, SignIn};
use crate::model::Identity;
use crate::schema::TomlDocument;

/// Everything that is said about one target.
#[derive(Debug, Clone)]
pub struct Target {
    /// Name of its table, or its URL; `None` for the embedded mock.
    pub name: Option<String>,
    /// Service root; `None` for the embedded mock.
    pub service_root: Option<Setting<String>>,
    /// Where one signs in.
    pub login: Option<Setting<String>>,
    /// Contract: a name that ships inside or a folder.
    pub contract: Setting<String>,
    /// Metadata of the service.
    pub csdl: Option<Setting<PathBuf>>,
    /// Patches to generate.
    pub cases: Setting<u64>,
    /// Values of placeholders of the path.
    pub params: Vec<(String, String)>,
    /// Consent to write.
    pub allow_writes: bool,
    /// Longest duration of a run; what fits the kind of target when `None`, as for the following.
    pub max_time: Option<Setting<Duration>>,
    /// Longest wait for one answer.
    pub timeout: Option<Setting<Duration>>,
    /// Most requests that may change something.
    pub budget_writes: Option<Setting<u64>>,
    /// Most of them in a second.
    pub writes_per_second: Option<Setting<u32>>,
    /// Proxy that requests go through.
    pub proxy: Option<Setting<String>>,
    /// Certificates of authorities that are trusted beside those of the system (PEM).
    pub ca_file: Option<Setting<PathBuf>>,
    /// File of expected deviations.
    pub waivers: Option<Setting<PathBuf>>,
    /// Accepted findings.
    pub baseline: Option<Setting<PathBuf>>,
    /// Whether nothing is sent that may change something.
    pub read_only: bool,
    /// Whether the run makes an object of its own.
    pub throwaway: bool,
    /// Whether the target may take a while to show an update.
    pub eventual: bool,
    /// Whether the strict OData rules are judged too.
    pub strict_odata: bool,
    /// How the run signs in.
    pub auth: Option<Setting<SignIn>>,
    /// How each row of the page's permission table signs in.
    pub identities: Vec<(Identity, Setting<SignIn>)>,
}

impl Target {
    /// What reports call it.
    #[must_use]
    pub fn label(&self) -> String {
        self.name.clone().unwrap_or_else(|| "mock".to_owned())
    }

    /// The service root; `None` for the embedded mock.
    #[must_use]
    pub fn root(&self) -> Option<&str> {
        self.service_root.as_ref().map(|root| root.value.as_str())
    }
}

impl Config {
    /// What is said about `target`: a URL, the name of a table, or the embedded mock when `None`.
    ///
    /// # Errors
    /// When there is no such table, or a value does not fit.
    pub fn target(
        &self,
        target: Option<&str>,
        arguments: Layer<'_>,
        environment: &Environment,
    ) -> Result<Target, ConfigError> {
        let mut layers = vec![arguments, environment.layer()];
        let named = target.filter(|target| !target.contains("://"));
        let table = named.map(|name| self.document_of(name).map(|document| (document, name))).transpose()?;
        layers.extend(table.map(|(document, name)| Layer::of_file(document, &["target", name])));
        layers.extend(self.document.iter().map(|document| Layer::of_file(document, &["defaults"])));
        layers.push(Layer::default(&DEFAULTS));
        let layers = Layers(layers);
        let cloud: Option<Setting<Cloud>> = layers.get("cloud")?;
        let of_cloud = |part: fn(Cloud) -> &'static str| cloud.clone().map(|cloud| cloud.map(|c| part(c).to_owned()));
        let said = match (target, named) {
            (Some(url), None) => {
                Some(Setting { value: url.to_owned(), origin: Origin::Argument("--target".to_owned()) })
            }
            _ => layers.get("service-root")?.or_else(|| of_cloud(Cloud::service_root)),
        };
        if let Some((document, name)) = table {
            one_place(document, name)?;
        }
        if let (Some((document, name)), None) = (table, &said) {
            let path = ["target".to_owned(), name.to_owned()];
            return Err(document.fault(&path, "either `cloud` or `service-root` must say where it is").into());
        }
        Ok(Target {
            name: target.map(str::to_owned),
            service_root: said,
            login: layers.get("login")?.or_else(|| of_cloud(Cloud::login)),
            contract: required(&layers, "contract")?,
            csdl: path(&layers, "csdl")?,
            cases: required(&layers, "cases")?,
            params: params(&layers)?,
            allow_writes: flag(&layers, "allow-writes")?,
            max_time: layers.get::<Time>("max-time")?.map(|time| time.map(|time| time.0)),
            timeout: layers.get::<Time>("timeout")?.map(|time| time.map(|time| time.0)),
            budget_writes: layers.get("budget-writes")?,
            writes_per_second: layers.get("writes-per-second")?,
            proxy: layers.get("proxy")?,
            ca_file: path(&layers, "ca-file")?,
            waivers: path(&layers, "waivers")?,
            baseline: path(&layers, "baseline")?,
            read_only: flag(&layers, "read-only")?,
            throwaway: flag(&layers, "throwaway")?,
            eventual: flag(&layers, "eventual")?,
            strict_odata: flag(&layers, "strict-odata")?,
            auth: table.map(|(document, name)| sign_in(document, &["target", name, "auth"])).transpose()?.flatten(),
            identities: table.map(|(document, name)| identities(document, name)).transpose()?.unwrap_or_default(),
        })
    }
}

/// A target that names a cloud and a service root outside of it: tokens of the cloud are worth nothing there.
fn one_place(document: &TomlDocument, name: &str) -> Result<(), ConfigError> {
    let own = Layers(vec![Layer::of_file(document, &["target", name])]);
    let (cloud, root) = (own.get::<Cloud>("cloud")?, own.get::<String>("service-root")?);
    let (Some(cloud), Some(root)) = (cloud, root) else { return Ok(()) };
    let host = |url: &str| url::Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
    let of_cloud = cloud.value.service_root();
    if host(&root.value) == host(of_cloud) {
        return Ok(());
    }
    let path = ["target", name, "service-root"].map(str::to_owned);
    let why = format!(
        "this is not in the cloud that `cloud` names ({of_cloud}): say one of the two, and `login` for another sign-in"
    );
    Err(document.fault(&path, why).into())
}

/// A setting that the embedded defaults say when nobody else does.
fn required<T: DeserializeOwned>(layers: &Layers<'_>, key: &str) -> Result<Setting<T>, ConfigError> {
    Ok(layers.get(key)?.expect("a test reads each of these from the shipped defaults"))
}

/// What is so only when somebody says it.
fn flag(layers: &Layers<'_>, key: &str) -> Result<bool, ConfigError> {
    Ok(layers.get::<bool>(key)?.is_some_and(|said| said.value))
}

/// A path; one that a file says is relative to that file.
fn path(layers: &Layers<'_>, key: &str) -> Result<Option<Setting<PathBuf>>, ConfigError> {
    let beside = layers.file_of(key).and_then(|file| Path::new(file).parent()).unwrap_or(Path::new(""));
    Ok(layers.get::<PathBuf>(key)?.map(|setting| setting.map(|path| beside.join(path))))
}

/// The values of placeholders: each layer adds those that no stronger one says.
fn params(layers: &Layers<'_>) -> Result<Vec<(String, String)>, ConfigError> {
    let mut params: Vec<(String, String)> = Vec::new();
    for layer in &layers.0 {
        let said: Option<Setting<serde_json::Map<String, serde_json::Value>>> =
            Layers(vec![layer.clone()]).get("params")?;
        for (name, value) in said.map(|said| said.value).unwrap_or_default() {
            if !params.iter().any(|(known, _)| *known == name) {
                params.push((name, value.as_str().unwrap_or_default().to_owned()));
            }
        }
    }
    Ok(params)
}

/// The sign-in table behind `path`.
fn sign_in(document: &TomlDocument, path: &[&str]) -> Result<Option<Setting<SignIn>>, ConfigError> {
    let Some((last, parents)) = path.split_last() else { return Ok(None) };
    let said: Option<Setting<SignIn>> = Layers(vec![Layer::of_file(document, parents)]).get(last)?;
    if let Some(lacking) = said.as_ref().and_then(|said| said.value.lacks_an_endpoint()) {
        let path: Vec<String> = path.iter().map(|step| (*step).to_owned()).collect();
        return Err(document.fault(&path, format!("{lacking} must say where one signs in")).into());
    }
    Ok(said)
}

fn identities(document: &TomlDocument, name: &str) -> Result<Vec<(Identity, Setting<SignIn>)>, ConfigError> {
    let one = |identity: Identity| {
        let said = sign_in(document, &["target", name, "identities", identity.name()])?;
        Ok(said.map(|said| (identity, said)))
    };
    Identity::ALL.into_iter().filter_map(|identity| one(identity).transpose()).collect()
}

#[cfg(test)]
#[path = "target_tests.rs"]
mod tests;
