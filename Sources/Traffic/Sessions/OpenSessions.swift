/// The sessions that a later request may belong to: a hash table that drops the old ones as the log goes on.
struct OpenSessions: Sendable {
    /// Whose session it is. The address is the one in the log, whatever the store keeps of it.
    struct Key: FactKey {
        var peer: UInt64
        var site: UInt32
        var agent: UInt32
        var repository: UInt32

        @inline(__always)
        func hashBits(seed: UInt64) -> UInt64 {
            mix(seed, peer, UInt64(site) << 48 ^ UInt64(agent) << 24 ^ UInt64(repository))
        }
    }

    struct Session: BitwiseCopyable, Sendable {
        var key: Key
        /// Of its first request: seconds since 1970, UTC.
        var start: Int64
        /// How many events stood before its first one.
        var number: Int64
        /// As the store keeps it.
        var client: UInt64
        /// Of its first request; so is ``kind``. 0: none.
        var tag: UInt32
        var kind: RequestKind
        /// Whether it counts as a pull.
        var isPull = false
        /// Whether a manifest was got, not only looked up.
        var isGot = false
        var hasBlobs = false
        var isPush = false
    }

    private var sessions: [Session?] = []
    private var count = 0
    private let seed = TableSeed.ofProcess

    /// The place of the key's session, or the free one where it belongs. It holds until the next one is asked for.
    @inline(__always)
    mutating func place(of key: Key, droppingBefore oldest: Int64) -> Int {
        if count * 2 >= sessions.count { makeRoom(droppingBefore: oldest) }
        let mask = sessions.count - 1
        var place = Int(truncatingIfNeeded: key.hashBits(seed: seed)) & mask
        while let session = sessions[place], session.key != key { place = (place + 1) & mask }
        return place
    }

    @inline(__always)
    subscript(place: Int) -> Session? {
        get { sessions[place] }
        set {
            if sessions[place] == nil, newValue != nil { count += 1 }
            sessions[place] = newValue
        }
    }

    mutating func removeAll() {
        guard count > 0 else { return }
        sessions = []
        count = 0
    }

    @inline(never)
    private mutating func makeRoom(droppingBefore oldest: Int64) {
        let open = sessions.compactMap { $0 }.filter { $0.start >= oldest }
        var size = 64
        while size < open.count * 4 { size *= 2 }
        sessions = Array(repeating: nil, count: size)
        count = open.count
        let mask = size - 1
        for session in open {
            var place = Int(truncatingIfNeeded: session.key.hashBits(seed: seed)) & mask
            while sessions[place] != nil { place = (place + 1) & mask }
            sessions[place] = session
        }
    }
}
