import Store

/// Where the files of a report are, seen from one of them.
package struct ReportLinks: Hashable, Sendable {
    /// From the page's folder to the report's: empty, or `../`.
    var root: String
    /// The files of the images that have a page of their own, by repository.
    var images: [String: String]

    func page(_ place: Page.Place) -> String? {
        switch place {
        case .overview, .stragglers, .images, .clients, .networks, .tools, .cost, .sources:
            ReportLinks.path(place).map { root + $0 }
        case .image(let name): images[name].map { root + $0 }
        case .client: nil
        }
    }

    /// The file of an answer; nil for one about a single image or client: the lists' files hold their rows.
    func data(_ query: Query, format: String) -> String? {
        guard query.repository == nil, query.client == nil, !query.byTag, query.whatIf == nil, query.state == nil,
            query.measure == nil, (query.per ?? .month) == .month
        else { return nil }
        return root + Self.path(query.kind, format)
    }

    /// The path of a page within the report.
    static func path(_ place: Page.Place) -> String? {
        switch place {
        case .overview: "index.html"
        case .images: "images.html"
        case .clients: "clients.html"
        case .networks: "networks.html"
        case .tools: "tools.html"
        case .stragglers: "stragglers.html"
        case .cost: "cost.html"
        case .sources: "sources.html"
        case .image, .client: nil
        }
    }

    /// The path of an answer within the report.
    static func path(_ kind: Query.Kind, _ format: String) -> String { "data/\(kind.rawValue).\(format)" }
}
