package import Registry
package import Store

/// The pages and their data as files: the same store makes the same bytes.
package struct Report {
    /// One file, by its path within the report.
    package struct File: Hashable, Sendable {
        package var path: String
        package var text: String
    }

    /// Images with a page of their own: those with most requests.
    package static let imagesAtMost = 200
    /// Rows of a data file.
    package static let rowsAtMost = 10_000

    private let context: PageContext
    private let from: Day?
    private let to: Day?

    /// - Parameters:
    ///   - from, to: first and last day; nil: as the pages choose them.
    package init(_ context: PageContext, from: Day? = nil, to: Day? = nil) {
        self.context = context
        self.from = from
        self.to = to
    }

    /// Makes all files, one after the other, or with the help of another thread.
    ///
    /// - Parameters:
    ///   - shared: what the other thread has, too.
    ///   - ask: answers a query; all of one state of the store.
    ///   - write: takes a file.
    package func write(
        _ shared: SharedWork = SharedWork(),
        ask: (Query) throws -> Answer,
        to write: (File) throws -> Void
    ) throws {
        try withoutActuallyEscaping(ask) { ask in
            let answer = { try shared.answer($0, ask) }
            let files = try imageFiles(ask: answer)
            let links = ReportLinks(root: "", images: Dictionary(files) { one, _ in one })
            let places: [Page.Place] = [.overview, .stragglers, .images, .clients, .networks, .tools, .cost, .sources]
            for place in places where context.has(place) {
                guard let path = ReportLinks.path(place) else { continue }
                let page = Page(place, from: from, to: self.to)
                try write(File(path: path, text: page.html(context, links: .report(links), ask: answer)))
            }
            let desk = try Desk(context, filters, .report(links), ask: answer)
            for query in questions(desk) {
                guard let answer = try data(query, desk) else { continue }
                try write(File(path: ReportLinks.path(query.kind, "csv"), text: answer.csv))
                try write(File(path: ReportLinks.path(query.kind, "json"), text: answer.json))
            }
            try write(File(path: "summary.md", text: MarkdownSummary(desk).text))
            try writeImages(files, shared, ask: answer, to: write)
        }
    }

    /// Helps ``write(_:ask:to:)`` from another thread: asks what takes long, in the order in which the files need it, then
    /// makes pages of images.
    ///
    /// - Parameters:
    ///   - shared: the same that the other thread has.
    ///   - ask: answers a query, of the state of the store that the other thread asks.
    package func help(
        _ shared: SharedWork,
        ask: (Query) throws -> Answer,
        to write: (File) throws -> Void
    ) throws {
        try withoutActuallyEscaping(ask) { ask in
            let answer = { try shared.answer($0, ask) }
            let desk = try Desk(context, filters, .service, ask: answer)
            let questions = questions(desk)
            for kind in [Query.Kind.timeseries, .stragglers, .clients, .cohorts] where !Task.isCancelled {
                for query in questions where query.kind == kind { _ = try data(query, desk) }
            }
            try writeImages(imageFiles(ask: answer), shared, ask: answer, to: write)
        }
    }

    private func writeImages(
        _ files: [(name: String, path: String)],
        _ shared: SharedWork,
        ask: @escaping (Query) throws -> Answer,
        to write: (File) throws -> Void
    ) throws {
        let links = ReportLinks(root: "../", images: Dictionary(files) { one, _ in one })
        while !Task.isCancelled, let turn = shared.takeTurn(of: files.count) {
            let page = Page(.image(files[turn].name), from: from, to: to)
            try write(File(path: files[turn].path, text: page.html(context, links: .report(links), ask: ask)))
        }
    }

    private var filters: PageFilters {
        var filters = PageFilters()
        (filters.from, filters.to) = (from, to)
        return filters
    }

    /// The images that get a page.
    private func imageFiles(ask: @escaping (Query) throws -> Answer) throws -> [(name: String, path: String)] {
        try images(Desk(context, filters, .service, ask: ask)).map { ($0, "images/\(FileName.of($0)).html") }
    }

    /// The images with most requests in the range, at whatever endpoint: from the answer that is written as data.
    private func images(_ desk: Desk) throws -> [String] {
        guard let query = questions(desk).first(where: { $0.kind == .images }) else { return [] }
        var seen = Set<String>()
        let names = try desk.ask(query).records.map { $0.text("repository") }
        return Array(
            names.filter { $0 != "(none)" && !$0.isEmpty && seen.insert($0).inserted }.prefix(Self.imagesAtMost)
        )
    }

    private func questions(_ desk: Desk) -> [Query] {
        Query.Kind.allCases.filter(context.has).map { kind in
            switch kind {
            case .summary: desk.query(kind)
            case .pulls: desk.query(kind) { $0.compare = true }
            // As far as the burn-down reaches.
            case .timeseries, .progress:
                desk.hasFilteredRange ? desk.query(kind) { $0.step = .day } : Query(kind) { $0.step = .day }
            case .forecast, .cohorts: Query(kind)
            case .images, .clients, .networks, .tools:
                desk.query(kind) {
                    $0.sort = ListPage.usualSort
                    $0.limit = Self.rowsAtMost
                }
            case .stragglers:
                // As far as its page looks.
                desk.query(kind, desk.hasFilteredRange ? desk.range : nil) { $0.limit = Self.rowsAtMost }
            case .cost: Query(kind) { $0.limit = Self.rowsAtMost }
            case .stuck: Query(kind) { $0.limit = Self.rowsAtMost }
            case .outage, .unmet:
                desk.query(kind, desk.range.map { max($0.lowerBound, $0.upperBound - 6)...$0.upperBound }) {
                    $0.limit = Self.rowsAtMost
                }
            case .restricted, .sources: Query(kind) { $0.limit = Self.rowsAtMost }
            case .rejects: Query(kind) { $0.limit = Self.rowsAtMost }
            }
        }
    }

    /// nil where the store can't say: it may keep no clients.
    private func data(_ query: Query, _ desk: Desk) throws -> Answer? {
        do {
            return try desk.ask(query)
        } catch is QueryError
            where [.clients, .networks, .stragglers, .stuck, .cohorts, .restricted].contains(query.kind)
        {
            return nil
        }
    }
}
