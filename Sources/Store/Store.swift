package import Traffic

/// What can be saved and asked. A store keeps facts and names; what they mean is decided by ``Answers``,
/// which is why every store gives the same answers.
package protocol Store: Sendable {
    /// What is known of a source before it is read.
    func start(name: String, family: String, mark: FileMark?) throws(StoreError) -> LedgerStart

    /// The settings under which this content was counted; nil where it was not. Looks at earlier states too.
    func settings(of identity: Identity) throws(StoreError) -> String?

    /// Saves all sources in one transaction, or none of them.
    ///
    /// A source whose content the ledger knows already changes nothing.
    /// - Returns: the rows as they stand in the ledger now, in the order of the sources.
    func commit(_ sources: [CountedSource]) throws(StoreError) -> [LedgerRow]

    /// Notes sources that could not be read. The next success under the same name removes the note.
    func note(failed rows: [LedgerRow]) throws(StoreError)

    /// Makes the clients of all days unrecognisable whose last source was read before this time (seconds since 1970).
    ///
    /// Each client of a day gets a number that holds for this one day: sums and daily distinct counts stay.
    func forgetClients(readBefore time: Int64) throws(StoreError)

    /// Runs several questions on one state of the store: what is committed meanwhile is not seen.
    ///
    /// - Parameters:
    ///   - timeLimit: how long all of it may take; beyond it, reading throws an error with the code `timedOut`.
    ///   - body: gets a store that is valid as long as the body runs.
    func snapshot<Value>(timeLimit: Duration?, _ body: (any Store) throws -> Value) throws -> Value

    /// Grows with every change that an answer may show.
    func version() throws(StoreError) -> Int64

    /// Whether somebody writes into the store just now.
    var isBeingWritten: Bool { get }

    /// What is worked out of days, and adds up over them: a store may remember it until one of the days changes.
    ///
    /// - Parameters:
    ///   - part: what of a run of days goes into the result.
    ///   - work: works the value out of the days that it is given.
    func remembered<Value: Summable>(
        _ key: BlockKey,
        over days: ClosedRange<Int32>,
        part: (Value) -> Value,
        work: (ClosedRange<Int32>) throws(StoreError) -> Value
    ) throws(StoreError) -> Value

    /// Sums of facts; one row for each combination of values, in any order.
    func sums(_ query: SumQuery) throws(StoreError) -> SumTable

    /// Hands the facts of a query out as they stand, in any order.
    ///
    /// - Parameter body: gets the values of the query's ``SumQuery/by`` columns, then those of its ``SumQuery/measures``.
    ///   Facts that are told apart by other columns come one by one.
    func facts(_ query: SumQuery, _ body: ([Int64]) -> Void) throws(StoreError)

    /// The days on which facts stand, both inclusive; nil in an empty store.
    func days() throws(StoreError) -> ClosedRange<Int32>?

    /// The days, among these, on which sessions were not counted yet.
    func daysWithoutSessions(among days: ClosedRange<Int32>) throws(StoreError) -> [Int32]

    func sites() throws(StoreError) -> [(id: Int64, name: SiteName)]
    func agents() throws(StoreError) -> [Int64: String]
    func repositories() throws(StoreError) -> [Int64: String]
    func tags() throws(StoreError) -> [Int64: String]

    /// All sources, by name.
    func ledger() throws(StoreError) -> [LedgerRow]
    /// The rejected lines of all sources, by source and reason.
    func rejects() throws(StoreError) -> [(source: String, reject: RejectCount)]

    /// A text that was put under this key; nil where none was.
    func text(_ key: TextKey) throws(StoreError) -> String?
    func setText(_ key: TextKey, _ text: String) throws(StoreError)
}

extension Store {
    /// A store without a memory works everything out anew.
    package func remembered<Value: Summable>(
        _ key: BlockKey,
        over days: ClosedRange<Int32>,
        part: (Value) -> Value,
        work: (ClosedRange<Int32>) throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        part(try work(days))
    }

    /// The same, where all of it goes into the result.
    func remembered<Value: Summable>(
        _ key: BlockKey,
        over days: ClosedRange<Int32>,
        _ work: (ClosedRange<Int32>) throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        try remembered(key, over: days, part: { $0 }, work: work)
    }
}

/// Texts that a store keeps beside the facts.
package enum TextKey: Hashable, Sendable {
    /// The configuration of the last ingest, as YAML.
    case configuration
    /// The form of the client numbers in the facts: a privacy mode.
    case clientForm
    /// Settings by their fingerprint, so that a source can be taken back under the rules it was counted by.
    case settings(fingerprint: String)

    package var name: String {
        switch self {
        case .configuration: "configuration"
        case .clientForm: "client form"
        case .settings(let fingerprint): "settings " + fingerprint
        }
    }
}
