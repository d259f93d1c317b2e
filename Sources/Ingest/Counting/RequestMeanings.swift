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

        /// Whether it asks for a blob by its digest alone, of no repository.
        @inline(__always)
        var isNamelessBlob: Bool {
            repository == 0
                && (operation == Operation.blobGet.rawValue || operation == Operation.blobHead.rawValue)
        }
    }

    private let migration: Migration
    private let vantage: Vantage
    private var hosts: Hosts
    private var images: ImageMeanings
    private var methodNumbers = Memo<UInt32>()
    /// What the requests mean that ``images`` knows nothing of.
    private var others = Memo<Meaning>()

    init(_ rules: Rules, vantage: Vantage) {
        migration = rules.migration
        self.vantage = vantage
        hosts = Hosts(rules)
        images = ImageMeanings(rules, vantage: vantage)
    }

    /// Hosts that no endpoint claims, with their requests.
    var unrelatedHosts: [String: Int64] { hosts.unrelated }

    mutating func removeUnrelatedHosts() { hosts.removeUnrelated() }

    /// What the record's request means.
    ///
    /// - Parameters:
    ///   - isHead: whether its method is HEAD.
    ///   - table: gets the names that the meaning numbers.
    @inline(__always)
    mutating func meaning(
        of record: Record,
        isHead: Bool,
        in chunk: Span<UInt8>,
        naming table: inout TrafficTable
    ) -> Meaning {
        let host = RunHash(chunk.extracting(record.host.indices))
        // A line without escapes need not be looked through for them.
        if isHead || chunk.isGet(record.method), record.escaping == .none || !record.hasEscapesInPath(chunk) {
            let meaning = images.meaning(of: record, isHead: isHead, in: chunk, at: &hosts, host, naming: &table)
            if let meaning { return meaning }
        }
        return otherMeaning(of: record, in: chunk, at: host, naming: &table)
    }

    @inline(never)
    private mutating func otherMeaning(
        of record: Record,
        in chunk: Span<UInt8>,
        at host: RunHash,
        naming table: inout TrafficTable
    ) -> Meaning {
        let (path, isCut) = chunk.withoutDigest(record.path, record.escaping)
        let method = UInt64(method(of: record, in: chunk))
        let seed = host.low ^ method << 9 ^ UInt64(record.escaping.rawValue) << 1 ^ (isCut ? 1 : 0)
        let key = RunHash(chunk.extracting(path.indices), seed: seed, and: host.high)
        return others.value(of: key) ?? workOut(key, record, in: chunk, naming: &table)
    }

    /// Notes that a record is claimed by no endpoint.
    mutating func noteUnrelated(_ record: Record, in chunk: Span<UInt8>) {
        hosts.noteUnrelated(record, in: chunk)
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
        let host = hosts.host(of: record, in: chunk)
        let method = chunk.text(record.method, .none)
        let path = chunk.text(record.path, record.targetEscaping)
        let meaning = meaning(method: method, path: path, at: host, naming: &table)
        others.insert(meaning, for: key)
        return meaning
    }

    private func meaning(
        method: String,
        path: String,
        at host: Hosts.Host,
        naming table: inout TrafficTable
    ) -> Meaning {
        guard let claim = host.sites.claim(path: path) else { return Meaning() }
        let request = Request(method: method, path: claim.path)
        var meaning = Meaning(claim, migration, host, vantage, naming: &table)
        meaning.operation = request.operation.rawValue
        meaning.reference = request.referenceKind.rawValue
        meaning.repository = table.repositories.id(request.repository)
        meaning.tag = request.referenceKind == .tag ? table.tags.id(request.reference) : 0
        return meaning
    }

    /// Forgets what takes up more than `limit` bytes: garbage from scanners must not fill the memory.
    mutating func trim(to limit: Int) {
        hosts.trim(to: limit)
        if others.size + methodNumbers.size > limit {
            methodNumbers = Memo()
            others = Memo()
        }
        if images.size > limit { images.removeAll() }
    }
}

extension RequestMeanings.Meaning {
    /// What all requests of a site have in common.
    init(
        _ claim: Claim,
        _ migration: Migration,
        _ host: Hosts.Host,
        _ vantage: Vantage,
        naming table: inout TrafficTable
    ) {
        let endpoint = migration.endpoints[claim.endpoint]
        let site = endpoint.sites[claim.site]
        isClaimed = true
        isLegacy = endpoint.role == .legacy
        isCurrent = endpoint.role == .current
        observesReferer = endpoint.observes.contains(.referer)
        self.site = table.sites.id(
            SiteName(
                host: host.name,
                pathPrefix: site.pathPrefix,
                repositoryPrefix: site.repositoryPrefix,
                vantage: vantage
            )
        )
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
