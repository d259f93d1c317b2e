package import Registry
package import Store

/// A page, by its address: what it shows and by which filters.
package struct Page: Hashable, Sendable {
    package enum Place: Hashable, Sendable {
        case overview
        case images, clients, tools, sources
        case image(String)
        case client(String)
    }

    package let place: Place

    package init?(path: String, parameters: [(name: String, value: String)]) throws(QueryError) {
        guard path == "/" else { return nil }
        place = .overview
    }

    package func html(_ context: PageContext, ask: (Query) throws -> Answer) throws -> String {
        _ = try ask(Query(.summary))
        return "<!doctype html><html lang=\"en\"><title>Ebb</title>"
    }

    package static var contentSecurityPolicy: String { "default-src 'none'; frame-ancestors 'none'" }
}

package enum PageError: Error, Hashable, Sendable {
    case notFound(String)
}

package enum ErrorPage {
    package static func html(status: Int, title: String, detail: String, context: PageContext) -> String {
        "<!doctype html><html lang=\"en\"><title>\(status)</title>"
    }
}

/// What all pages of a store have in common.
package struct PageContext: Sendable {
    package var migration: Migration
    package var privacy: Privacy
    /// Ebb's own version.
    package var version: String
    package var seesClients: Bool

    package init(migration: Migration, privacy: Privacy, version: String, seesClients: Bool = false) {
        self.migration = migration
        self.privacy = privacy
        self.version = version
        self.seesClients = seesClients
    }
}
