//! `sim serve`: a new world over HTTP on this machine, in real time or faster.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use tokio::net::TcpListener;

use super::context::Context;
use super::error::{CliError, Exit, Kind};
use super::world_args::WorldArgs;
use crate::clock::Clock;
use crate::sim::{Sim, serve};

/// How a world is served
#[derive(Args, Clone, Debug)]
pub(super) struct ServeArgs {
    #[command(flatten)]
    world: WorldArgs,
    /// Address of this machine; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:4566")]
    listen: SocketAddr,
    /// How many times as fast as real time
    #[arg(long, value_name = "FACTOR", default_value = "1", value_parser = speed)]
    speed: f64,
    /// Add the record to a file
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
}

pub(super) async fn run(context: &Context, args: &ServeArgs) -> Result<Exit, CliError> {
    if !args.listen.ip().is_loopback() {
        return Err(CliError::usage(format!("`{}` is not an address of this machine alone", args.listen))
            .hint("listen on 127.0.0.1: the service takes any credentials"));
    }
    let failed = |what: &str, error: std::io::Error| CliError::new(Kind::Input, what.to_owned()).cause(error);
    let spec = args.world.over(context.spec("default"));
    let (region, account, start) = (spec.region.clone(), spec.account.clone(), spec.start);
    let world = Sim::in_memory(spec);
    if let Some(path) = &args.log {
        world.log_to(path).map_err(|error| {
            failed(&format!("can't write the record `{}`", path.display()), error)
                .hint("name a file that can be written with `--log`")
        })?;
    }
    let listener = TcpListener::bind(args.listen).await.map_err(|error| {
        failed(&format!("can't listen on {}", args.listen), error).hint("name a free port, or 0, with `--listen`")
    })?;
    let address = listener.local_addr().map_err(|error| failed("can't listen", error))?;
    let clock = Clock::scaled(start, args.speed);
    let ready =
        json!({"endpoint": format!("http://{address}"), "region": region, "account": account, "speed": args.speed});
    context.printer().data(&format!("{ready}\n"))?;
    serve(listener, world, clock, args.speed, stopped())
        .await
        .map_err(|error| CliError::new(Kind::Service, "the service ended").cause(error))?;
    Ok(Exit::Done)
}

/// Waits for a person or a supervisor to end the service.
async fn stopped() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    // Without a handler the signal ends the process, which is what was wanted.
    let _ = tokio::signal::ctrl_c().await;
}

fn speed(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(speed) if (0.001..=1_000_000.0).contains(&speed) => Ok(speed),
        Ok(_) | Err(_) => Err(format!("`{text}` is not a factor: write 1, 60 or 3600")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speeds_are_positive_and_bounded() {
        assert_eq!(speed("3600"), Ok(3600.0));
        for bad in ["0", "-1", "NaN", "inf", "1e9", "fast"] {
            assert!(speed(bad).is_err(), "{bad}");
        }
    }
}
