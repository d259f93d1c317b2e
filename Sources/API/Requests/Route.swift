import Reports
import Store

/// What an address stands for. All else is offered to the pages.
enum Route: Hashable, Sendable {
    case answer(Query.Kind)
    case health
    case readiness
    case metrics
    case description

    /// - Parameter path: as it was sent, without its query.
    init?(path: some StringProtocol) {
        guard let route = Self.all.first(where: { $0.path == path }) else { return nil }
        self = route
    }

    static let all: [Route] =
        Query.Kind.allCases.map { .answer($0) } + [.health, .readiness, .metrics, .description]

    var path: String {
        switch self {
        case .answer(let kind): "/api/v1/" + kind.rawValue
        case .health: "/healthz"
        case .readiness: "/readyz"
        case .metrics: "/metrics"
        case .description: "/openapi.yaml"
        }
    }

    /// Whether nobody has to say who he is: these say nothing of what is in the store.
    var isOpen: Bool {
        switch self {
        case .answer, .metrics: false
        case .health, .readiness, .description: true
        }
    }
}

extension Page.Place {
    /// The address without what comes from a log, for the metrics.
    var pattern: String {
        switch self {
        case .overview: "/"
        case .images: "/images"
        case .clients: "/clients"
        case .networks: "/networks"
        case .tools: "/tools"
        case .stragglers: "/stragglers"
        case .cost: "/cost"
        case .sources: "/sources"
        case .image: "/images/{repository}"
        case .client: "/clients/{client}"
        }
    }
}
