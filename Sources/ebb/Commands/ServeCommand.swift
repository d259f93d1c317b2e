import API
import ArgumentParser
import ConfigurationFile
import Logging
import NetworkFiles
import Registry
import SQLiteStore
import Store

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serves answers and pages over HTTP.",
        discussion: """
            Example:

              ebb serve --listen 127.0.0.1:8080

            /                 the pages
            /api/v1/summary   and so on: the answers of `ebb query`
            /openapi.yaml     what can be asked, and how
            /metrics          for Prometheus
            /healthz          whether it is alive
            /readyz           whether the store can be read

            An ingest may run beside it. SIGTERM and Ctrl-C end the service when the open answers are finished.

            Without tokens it listens on loopback only and shows clients as privacy.show says. Make one with `ebb token`.
            """
    )

    @OptionGroup var storeOption: StoreOption
    @OptionGroup var configurationOption: ConfigurationOption

    @Option(
        help: ArgumentHelp("Where to listen. Port 0 takes one that is free.", valueName: "address:port")
    )
    var listen = "127.0.0.1:8080"

    private var address: ListenAddress? { ListenAddress(listen) }

    func validate() throws {
        guard address != nil else {
            throw ValidationError(
                "--listen is \"\(printable(listen))\"; write an address and a port, for instance 127.0.0.1:8080 or "
                    + "[::1]:8080."
            )
        }
    }

    func run() async throws {
        guard let address else { return }
        try await reporting {
            let tokens = (try configurationOption.read()?.tokens ?? []).map(AccessToken.init)
            guard address.isLoopback || !tokens.isEmpty else {
                say(
                    "ebb: \(printable(listen)) can be reached from other machines, and there are no tokens. Make one "
                        + "with `ebb token`, put it into ebb.yaml and name that with --config; or listen on 127.0.0.1."
                )
                throw ExitCode.validationFailure
            }
            let store = try storeOption.remembering()
            let path = storeOption.path
            // Nothing is known yet that could stay in the place of a broken list.
            _ = try configurationOption.read(for: store).networks()
            let logger = Self.logger
            let watch = NetworkWatch { logger.warning("\(printable($0))") }
            let service = try Service(
                store: store,
                check: { _ = try SQLiteStore(reading: path) },
                rules: { [configurationOption] store in try Rules(configurationOption.read(for: store)) },
                networks: NetworkAccess(state: watch.state(of:), networks: watch.networks(of:)),
                tokens: tokens,
                version: Ebb.version,
                logger: logger
            )
            do {
                try await service.run(at: address) { say("Listening on http://\($0)") }
            } catch let error as ListenError {
                throw Failure(error.description)
            }
        }
    }

    private static var logger: Logger {
        var logger = Logger(label: "ebb") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        return logger
    }
}

extension Rules {
    fileprivate init(_ configuration: Configuration) throws {
        self.init(
            migration: configuration.migration,
            privacy: configuration.privacy,
            key: KeyFile.shownKey(for: configuration.privacy),
            networkFiles: configuration.networkFiles,
            costs: try configuration.costs.withRegistryFront()
        )
    }
}

extension AccessToken {
    fileprivate init(_ token: ServiceToken) {
        let scopes = token.scopes.map { scope -> AccessScope in
            switch scope {
            case .read: .read
            case .clients: .clients
            case .admin: .admin
            }
        }
        self.init(name: token.name, digest: token.sha256, scopes: Set(scopes))
    }
}
