/// An address that is measured.
struct Question {
    /// How it is asked for over and over.
    enum Asking {
        /// The same each time: answered from the cache, unless the store has changed.
        case same
        /// Over a range of days drawn anew each time, so that hardly any answer is ready.
        case ranges(ClosedRange<Int32>)
        /// With a number of rows drawn anew each time, where answers take no range.
        case limits
    }

    let path: String
    var takesRange = true
    var takesLimit = true

    /// Every answer and every page.
    ///
    /// - Parameters:
    ///   - repository: one that is much asked for.
    ///   - client: a busy one, as answers show it, percent-encoded.
    static func all(repository: String, client: String) -> [Question] {
        [
            Question(path: "/api/v1/summary"),
            Question(path: "/api/v1/timeseries"),
            Question(path: "/api/v1/timeseries?by=hour"),
            Question(path: "/api/v1/timeseries?by=week"),
            Question(path: "/api/v1/progress"),
            Question(path: "/api/v1/progress?by=week"),
            Question(path: "/api/v1/progress?per=image"),
            Question(path: "/api/v1/progress?per=network"),
            Question(path: "/api/v1/progress?per=tool"),
            Question(path: "/api/v1/progress?measure=uses&by=week"),
            Question(path: "/api/v1/forecast", takesRange: false, takesLimit: false),
            Question(path: "/api/v1/outage", takesRange: false),
            Question(path: "/api/v1/outage?per=network", takesRange: false),
            Question(path: "/api/v1/unmet"),
            Question(path: "/api/v1/stuck", takesRange: false),
            Question(path: "/api/v1/stragglers", takesRange: false),
            Question(path: "/api/v1/restricted", takesRange: false),
            Question(path: "/api/v1/cost"),
            Question(path: "/api/v1/cost?per=image"),
            Question(path: "/api/v1/cost?per=client"),
            Question(path: "/api/v1/images"),
            Question(path: "/api/v1/images?byTag=true"),
            Question(path: "/api/v1/images?repository=\(repository)"),
            Question(path: "/api/v1/clients"),
            Question(path: "/api/v1/clients?endpoint=legacy&sort=-requests"),
            Question(path: "/api/v1/clients?repository=\(repository)"),
            Question(path: "/api/v1/clients?client=\(client)"),
            Question(path: "/api/v1/tools"),
            Question(path: "/api/v1/sources", takesRange: false),
            Question(path: "/api/v1/rejects", takesRange: false),
            Question(path: "/"),
            Question(path: "/stragglers", takesRange: false),
            Question(path: "/images"),
            Question(path: "/images/\(repository)"),
            Question(path: "/clients"),
            Question(path: "/clients/\(client)"),
            Question(path: "/tools"),
            Question(path: "/sources", takesRange: false),
            Question(path: "/metrics", takesRange: false),
        ]
    }

    /// How it can be asked for so that the answer is a new one; nil where it can't.
    func changing(days: ClosedRange<Int32>) -> Asking? {
        takesRange ? .ranges(days) : path.hasPrefix("/api/") && takesLimit ? .limits : nil
    }
}
