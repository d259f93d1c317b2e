import AccessLogs
import Registry

/// Whether referers and queries name a legacy host: each distinct one is looked at once, a referer's digest aside.
struct Referers {
    private let migration: Migration
    private var isLegacy = Memo<Bool>()
    private var isMirrored = Memo<Bool>()

    init(_ migration: Migration) { self.migration = migration }

    /// Whether the record says that it followed a legacy endpoint's redirect.
    @inline(__always)
    mutating func isLegacy(_ record: Record, in chunk: Span<UInt8>) -> Bool {
        let (referer, isCut) = chunk.withoutDigest(record.referer, record.escaping)
        let seed = UInt64(record.escaping.rawValue) | (isCut ? 0x80 : 0)
        let hash = RunHash(chunk.extracting(referer.indices), seed: seed)
        return isLegacy.value(of: hash) ?? workOut(chunk.text(record.referer, record.targetEscaping), hash)
    }

    @inline(never)
    private mutating func workOut(_ referer: String, _ hash: RunHash) -> Bool {
        let result = migration.isLegacy(referer: referer)
        isLegacy.insert(result, for: hash)
        return result
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
        if isLegacy.size > limit { isLegacy = Memo() }
        if isMirrored.size > limit { isMirrored = Memo() }
    }
}
