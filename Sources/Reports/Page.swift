package import Registry
package import Store

/// A page, by its address: what it shows and by which filters.
package struct Page: Hashable, Sendable {
    /// Which page it is.
    package enum Place: Hashable, Sendable {
        case overview
        case stragglers, images, clients, networks, tools, cost, sources
        /// One repository.
        case image(String)
        /// One client or network, as the answers show it.
        case client(String)
    }

    package let place: Place
    let filters: PageFilters

    /// The page that a URL names.
    ///
    /// - Parameters:
    ///   - path: percent-decoded.
    ///   - parameters: of the query, percent-decoded.
    /// - Returns: nil where no page stands there.
    package init?(path: String, parameters: [(name: String, value: String)]) throws(QueryError) {
        guard let place = Place(path: path) else { return nil }
        self.place = place
        filters = try PageFilters(parameters, taken: place.filters)
    }

    /// A page of a report: the range is all that can be chosen there.
    package init(_ place: Place, from: Day? = nil, to: Day? = nil) {
        self.place = place
        var filters = PageFilters()
        filters.from = from
        filters.to = to
        self.filters = filters
    }

    /// The page as HTML.
    ///
    /// - Parameters:
    ///   - links: where other pages and data are; the default is the service.
    ///   - ask: answers a query. What is asked for twice is asked once.
    /// - Throws: `PageError.notFound` for an image or a client that nothing is known of; what `ask` throws.
    package func html(
        _ context: PageContext,
        links: Links = .service,
        ask: (Query) throws -> Answer
    ) throws -> String {
        var asked: [Query: Answer] = [:]
        return try withoutActuallyEscaping(ask) { ask in
            let desk = try Desk(context, filters, links, usualDays: place.usualDays) { query in
                let query = query.counting(by: filters.definition)
                if let answer = asked[query] { return answer }
                let answer = try ask(query)
                asked[query] = answer
                return answer
            }
            return switch place {
            case .overview: try Overview(desk).html()
            case .images, .clients, .networks, .tools: try ListPage(place, desk).html()
            case .stragglers: try StragglersPage(desk).html()
            case .cost: try CostPage(desk).html()
            case .sources: try SourcesPage(desk).html()
            case .image(let name): try ImagePage(name, desk).html()
            case .client(let name): try ClientPage(name, desk).html()
            }
        }
    }
}

/// Why there is no page.
package enum PageError: Error, Hashable, Sendable {
    /// The page would be about something that no log speaks of. The text says what.
    case notFound(String)
}

extension Page.Place {
    init?(path: String) {
        switch path {
        case "/": self = .overview
        case "/images": self = .images
        case "/clients": self = .clients
        case "/networks": self = .networks
        case "/tools": self = .tools
        case "/stragglers": self = .stragglers
        case "/cost": self = .cost
        case "/sources": self = .sources
        default:
            if path.hasPrefix("/images/"), path.utf8.count > "/images/".utf8.count {
                self = .image(String(path.dropFirst("/images/".count)))
            } else if path.hasPrefix("/clients/"), path.utf8.count > "/clients/".utf8.count {
                self = .client(String(path.dropFirst("/clients/".count)))
            } else {
                return nil
            }
        }
    }

    /// How many days it speaks of unless somebody chose some. Whether somebody is gone takes a longer look.
    var usualDays: Int { self == .stragglers ? 84 : Desk.usualDays }

    /// The filters that the page takes.
    var filters: [Query.Filter] {
        switch self {
        case .overview, .image, .client: [.from, .to, .definition]
        case .images: [.from, .to, .endpoint, .definition, .sort, .after]
        case .clients, .networks: [.from, .to, .endpoint, .repository, .tool, .definition, .sort, .after]
        case .tools: [.from, .to, .endpoint, .tool, .definition, .sort, .after]
        case .stragglers: [.from, .to, .repository, .tool, .state, .without, .definition, .sort, .after]
        case .cost: [.from, .to]
        case .sources: [.sort, .after]
        }
    }
}
