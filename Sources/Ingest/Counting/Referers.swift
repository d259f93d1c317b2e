import AccessLogs
import Registry
import Traffic

/// What referers and queries tell: each distinct one is looked at once, a referer's digest aside.
struct Referers {
    /// Where a redirect came from.
    struct Origin: BitwiseCopyable {
        /// Whether from a legacy endpoint.
        var isLegacy = false
        /// Whose blob was asked for at an endpoint that knows repositories, in the table's list of names; 0: nobody's.
        var repository: UInt32 = 0
    }

    private let migration: Migration
    private var origins = Memo<Origin>()
    private var isMirrored = Memo<Bool>()

    init(_ migration: Migration) { self.migration = migration }

    /// Whose redirect the record says that it followed.
    ///
    /// - Parameter table: gets the names that the origin numbers.
    @inline(__always)
    mutating func origin(of record: Record, in chunk: Span<UInt8>, naming table: inout TrafficTable) -> Origin {
        let (referer, isCut) = chunk.withoutDigest(record.referer, record.escaping)
        let seed = UInt64(record.escaping.rawValue) | (isCut ? 0x80 : 0)
        let hash = RunHash(chunk.extracting(referer.indices), seed: seed)
        return origins.value(of: hash) ?? workOut(chunk.text(record.referer, record.targetEscaping), hash, &table)
    }

    @inline(never)
    private mutating func workOut(_ referer: String, _ hash: RunHash, _ table: inout TrafficTable) -> Origin {
        var origin = Origin()
        if let claim = migration.claim(referer: referer) {
            let role = migration.endpoints[claim.endpoint].role
            origin.isLegacy = role == .legacy
            let request = Request(method: "GET", path: claim.path)
            if role != .backend, request.operation == .blobGet {
                origin.repository = table.repositories.id(request.repository)
            }
        }
        origins.insert(origin, for: hash)
        return origin
    }

    /// Whether the record was sent by a mirror's configuration for a legacy host: containerd asks so, `?ns=HOST`.
    mutating func isMirroredLegacy(_ record: Record, in chunk: Span<UInt8>) -> Bool {
        let hash = RunHash(chunk.extracting(record.query.indices), seed: UInt64(record.targetEscaping.rawValue))
        if let known = isMirrored.value(of: hash) { return known }
        let result = isMirroredLegacy(query: chunk.text(record.query, record.targetEscaping))
        isMirrored.insert(result, for: hash)
        return result
    }

    private func isMirroredLegacy(query: String) -> Bool {
        for item in query.utf8.split(separator: UInt8(ascii: "&")) {
            if let item = String(item), item.hasPrefix("ns=") {
                let host = String(decoding: PercentEncoding.decoded(String(item.dropFirst(3))), as: UTF8.self)
                return migration.isLegacy(host: host)
            }
        }
        return false
    }

    /// Forgets all where they take up more than `limit` bytes.
    mutating func trim(to limit: Int) {
        if origins.size > limit { origins = Memo() }
        if isMirrored.size > limit { isMirrored = Memo() }
    }
}
