import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import ServiceLifecycle
package import Store
import UnixSignals

/// The HTTP service: API, pages, metrics.
package struct Service: Sendable {
    package let responder: Responder
    private let answerer: Answerer
    private let logger: Logger

    /// - Parameters:
    ///   - check: throws where the store could not be opened now: what `/readyz` says.
    ///   - rules: reads the rules that hold for a store.
    ///   - networks: where networks are known from.
    ///   - tokens: who may ask; without any, everybody who reaches loopback.
    ///   - version: Ebb's own.
    package init(
        store: any Store,
        check: @escaping @Sendable () throws -> Void,
        rules: @escaping @Sendable (any Store) throws -> Rules,
        networks: NetworkAccess = .none,
        tokens: [AccessToken],
        version: String,
        logger: Logger
    ) throws {
        answerer = try Answerer(store: store, check: check, rules: rules, networks: networks, version: version)
        self.logger = logger
        responder = Responder(
            gate: Gate(tokens: tokens),
            answerer: answerer,
            metrics: ServiceMetrics(version: version),
            logger: logger
        )
    }

    /// Listens until a signal ends it; then it finishes the open answers.
    ///
    /// - Parameter listening: called with the address as soon as requests are taken.
    /// - Throws: `ListenError` where the address can't be had.
    package func run(at address: ListenAddress, listening: @escaping @Sendable (ListenAddress) -> Void) async throws {
        let application = Application(
            responder: responder,
            server: .http1(configuration: Self.channel),
            configuration: ApplicationConfiguration(
                address: .hostname(address.host, port: address.port),
                availableConnectionsDelegate: .maximum(Self.mostConnections, logger: logger)
            ),
            onServerRunning: { [answerer] channel in
                let port = channel.localAddress?.port ?? address.port
                listening(ListenAddress(host: address.host, port: port))
                Task { await answerer.prepare() }
            },
            logger: logger
        )
        var configuration = ServiceGroupConfiguration(
            services: [application],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        // Orchestrators kill after 30 seconds.
        configuration.maximumGracefulShutdownDuration = .seconds(25)
        let outcome: Swift.Result<Void, any Error>
        do {
            outcome = .success(try await ServiceGroup(configuration: configuration).run())
        } catch {
            outcome = .failure(ListenError(error, address) ?? error)
        }
        await end()
        try outcome.get()
    }

    /// Ends the threads that answer.
    package func end() async { await answerer.end() }

    private static let mostConnections = 512

    /// Limits for clients that send slowly, much, or nothing, and that read slowly or not at all.
    private static let channel = HTTP1Channel.Configuration(
        additionalChannelHandlers: [IdleStateHandler(allTimeout: .seconds(60)), FinishingWrites()],
        idleTimeout: .seconds(30),
        httpDecoderConfiguration: .init(
            // Beyond what ``Responder`` takes, so that there is a problem to read, even for a cursor a little too long with
            // all of it escaped; beyond these there is a bare 400.
            maxHeaderFieldSize: 120 << 10,
            maxHeaderListSize: 160 << 10,
            maxHeaderFieldCount: 100
        )
    )
}
