import AccessLogs
import Registry
import Traffic

/// What requests mean: worked out once for each distinct host, method and path, and remembered.
struct RequestMeanings {
    /// What a request at a host means.
    struct Meaning: BitwiseCopyable {
        var site: UInt32 = 0
        var repository: UInt32 = 0
        var tag: UInt32 = 0
        /// Raw values of `Operation` and `ReferenceKind`.
        var operation: UInt8 = 0
        var reference: UInt8 = 0
        var isClaimed = false
        var isLegacy = false
        var isCurrent = false
        var observesReferer = false
    }

    private let migration: Migration
    private let vantage: Vantage
    private var hosts: Hosts
    private var methodNumbers = Memo<UInt32>()
    private var meanings = Memo<Meaning>()
    /// What each record of a chunk is looked up by.
    private var keys: [RunHash] = []
    /// What was known of each when the chunk began.
    private var found: [Meaning?] = []

    init(_ rules: Rules, vantage: Vantage) {
        migration = rules.migration
        self.vantage = vantage
        hosts = Hosts(rules)
    }

    /// Hosts that no endpoint claims, with their requests.
    var unrelatedHosts: [String: Int64] { hosts.unrelated }

    mutating func removeUnrelatedHosts() { hosts.removeUnrelated() }

    /// Readies ``meaning(at:of:in:naming:)`` for the records of a chunk. The looks at the memory stand in a pass of their
    /// own, where they wait for nothing and overlap.
    mutating func prepare(_ records: [Record], in chunk: Span<UInt8>) {
        keys.removeAll(keepingCapacity: true)
        for record in records {
            let (path, isCut) = chunk.withoutDigest(record.path, record.escaping)
            let host = RunHash(chunk.extracting(record.host.indices), seed: isCut ? 1 : 0)
            let seed = host.low ^ UInt64(method(of: record, in: chunk)) << 8 ^ UInt64(record.escaping.rawValue)
            keys.append(RunHash(chunk.extracting(path.indices), seed: seed, and: host.high))
        }
        found.removeAll(keepingCapacity: true)
        for key in keys { found.append(meanings.value(of: key)) }
    }

    /// What the request of the prepared record at `index` means.
    ///
    /// - Parameter table: gets the names that the meaning numbers.
    @inline(__always)
    mutating func meaning(
        at index: Int,
        of record: Record,
        in chunk: Span<UInt8>,
        naming table: inout TrafficTable
    ) -> Meaning {
        found[index] ?? workOut(keys[index], record, in: chunk, naming: &table)
    }

    /// Notes that a record is claimed by no endpoint.
    mutating func noteUnrelated(_ record: Record, in chunk: Span<UInt8>) {
        hosts.noteUnrelated(hosts.number(of: record, in: chunk), Int64(record.count))
    }

    /// The number of a method, which tells GET and HEAD from all others however they are written.
    @inline(__always)
    private mutating func method(of record: Record, in chunk: Span<UInt8>) -> UInt32 {
        if chunk.isGet(record.method) { return 0 }
        if chunk.isHead(record.method) { return 1 }
        return otherMethod(RunHash(chunk.extracting(record.method.indices)))
    }

    @inline(never)
    private mutating func otherMethod(_ hash: RunHash) -> UInt32 {
        if let number = methodNumbers.value(of: hash) { return number }
        let number = UInt32(methodNumbers.count) + 2
        methodNumbers.insert(number, for: hash)
        return number
    }

    @inline(never)
    private mutating func workOut(
        _ key: RunHash,
        _ record: Record,
        in chunk: Span<UInt8>,
        naming table: inout TrafficTable
    ) -> Meaning {
        if let meaning = meanings.value(of: key) { return meaning }
        let host = hosts.number(of: record, in: chunk)
        let method = chunk.text(record.method, .none)
        let path = chunk.text(record.path, record.targetEscaping)
        let meaning = meaning(method: method, path: path, at: hosts[host], naming: &table)
        meanings.insert(meaning, for: key)
        return meaning
    }

    private func meaning(
        method: String,
        path: String,
        at host: Hosts.Host,
        naming table: inout TrafficTable
    ) -> Meaning {
        var meaning = Meaning()
        guard let claim = host.sites.claim(path: path) else { return meaning }
        let endpoint = migration.endpoints[claim.endpoint]
        let site = endpoint.sites[claim.site]
        let request = Request(method: method, path: claim.path)
        meaning.isClaimed = true
        meaning.isLegacy = endpoint.role == .legacy
        meaning.isCurrent = endpoint.role == .current
        meaning.observesReferer = endpoint.observes.contains(.referer)
        meaning.operation = request.operation.rawValue
        meaning.reference = request.referenceKind.rawValue
        meaning.site = table.sites.id(
            SiteName(
                host: host.name,
                pathPrefix: site.pathPrefix,
                repositoryPrefix: site.repositoryPrefix,
                vantage: vantage
            )
        )
        meaning.repository = table.repositories.id(request.repository)
        meaning.tag = request.referenceKind == .tag ? table.tags.id(request.reference) : 0
        return meaning
    }

    /// Forgets what takes up more than `limit` bytes: garbage from scanners must not fill the memory. Not between
    /// ``prepare(_:in:)`` and the meanings that it readied.
    mutating func trim(to limit: Int) {
        let hadHosts = hosts.trim(to: limit)
        if hadHosts || meanings.size + methodNumbers.size > limit {
            methodNumbers = Memo()
            meanings = Memo()
        }
    }
}

extension Span where Element == UInt8 {
    @inline(__always)
    fileprivate func isGet(_ method: ByteRange) -> Bool {
        let start = Int(method.start)
        return method.count == 3 && self[start] | 0x20 == UInt8(ascii: "g")
            && self[start + 1] | 0x20 == UInt8(ascii: "e") && self[start + 2] | 0x20 == UInt8(ascii: "t")
    }

    @inline(__always)
    func isHead(_ method: ByteRange) -> Bool {
        let start = Int(method.start)
        return method.count == 4 && self[start] | 0x20 == UInt8(ascii: "h")
            && self[start + 1] | 0x20 == UInt8(ascii: "e") && self[start + 2] | 0x20 == UInt8(ascii: "a")
            && self[start + 3] | 0x20 == UInt8(ascii: "d")
    }
}
