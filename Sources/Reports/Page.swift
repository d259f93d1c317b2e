package import Registry
package import Store

/// A page, by its address: what it shows and by which filters.
package struct Page: Hashable, Sendable {
    package init?(path: String, parameters: [(name: String, value: String)]) throws(QueryError) {
        guard path == "/" else { return nil }
    }

    package func html(_ context: PageContext, ask: (Query) throws -> Answer) throws -> String {
        _ = try ask(Query(.summary))
        return "<!doctype html><title>Ebb</title>"
    }
}

/// What all pages of a store have in common.
package struct PageContext: Sendable {
    package var migration: Migration
    package var privacy: Privacy
    /// Ebb's own version.
    package var version: String

    package init(migration: Migration, privacy: Privacy, version: String) {
        self.migration = migration
        self.privacy = privacy
        self.version = version
    }
}
