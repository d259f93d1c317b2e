/// What a table of facts is counted by: small, flat, comparable.
package protocol FactKey: BitwiseCopyable, Hashable, Sendable {
    /// A well mixed hash of the whole key, which nobody can foresee who does not know the seed.
    func hashBits(seed: UInt64) -> UInt64
}

/// The kinds of a request that every count is split by.
public struct RequestKind: BitwiseCopyable, Hashable, Sendable {
    /// Raw values of `Operation`, `Outcome`, `Via` and `ReferenceKind`.
    public var operation: UInt8
    public var outcome: UInt8
    public var via: UInt8
    public var reference: UInt8

    @inline(always)
    public init(operation: UInt8, outcome: UInt8, via: UInt8, reference: UInt8) {
        self.operation = operation
        self.outcome = outcome
        self.via = via
        self.reference = reference
    }

    fileprivate var bits: UInt64 {
        UInt64(operation) | UInt64(outcome) << 8 | UInt64(via) << 16 | UInt64(reference) << 24
    }
}

/// An hour (hours since 1970, UTC) at a site.
package struct HourKey: FactKey {
    package var hour: Int32
    package var site: UInt32
    package var kind: RequestKind

    package init(hour: Int32, site: UInt32, kind: RequestKind) {
        self.hour = hour
        self.site = site
        self.kind = kind
    }

    /// Days since 1970, UTC.
    package var day: Int32 { Int32(truncatingIfNeeded: floorDivide(Int64(hour), 24)) }

    @inline(__always)
    package func hashBits(seed: UInt64) -> UInt64 { mix(seed, pair(hour, site), kind.bits) }
}

/// A repository and tag on a day (days since 1970, UTC) at a site. Tag 0 stands for every reference that is no tag.
package struct ImageKey: FactKey {
    package var day: Int32
    package var site: UInt32
    package var repository: UInt32
    package var tag: UInt32
    package var kind: RequestKind

    package init(day: Int32, site: UInt32, repository: UInt32, tag: UInt32, kind: RequestKind) {
        self.day = day
        self.site = site
        self.repository = repository
        self.tag = tag
        self.kind = kind
    }

    @inline(__always)
    package func hashBits(seed: UInt64) -> UInt64 {
        mix(seed, pair(day, site) ^ kind.bits << 27, UInt64(repository) << 32 | UInt64(tag))
    }
}

/// A client with one user agent and a repository on a day at a site: what requests are added up by, and what clients and
/// pairs are made of.
package struct UseKey: FactKey {
    package var client: UInt64
    package var day: Int32
    package var site: UInt32
    package var repository: UInt32
    package var agent: UInt32

    package init(client: UInt64, day: Int32, site: UInt32, repository: UInt32, agent: UInt32) {
        self.client = client
        self.day = day
        self.site = site
        self.repository = repository
        self.agent = agent
    }

    @inline(__always)
    package func hashBits(seed: UInt64) -> UInt64 {
        mix(seed, client, pair(day, site) ^ UInt64(repository) << 17 ^ UInt64(agent) << 41)
    }
}

/// A client with one user agent on a day at a site.
package struct ClientKey: FactKey {
    package var client: UInt64
    package var day: Int32
    package var site: UInt32
    package var agent: UInt32

    package init(client: UInt64, day: Int32, site: UInt32, agent: UInt32) {
        self.client = client
        self.day = day
        self.site = site
        self.agent = agent
    }

    @inline(__always)
    package func hashBits(seed: UInt64) -> UInt64 { mix(seed, client, pair(day, site) ^ UInt64(agent) << 19) }
}

/// A client and a repository on a day at a site.
package struct PairKey: FactKey {
    package var client: UInt64
    package var day: Int32
    package var site: UInt32
    package var repository: UInt32

    package init(client: UInt64, day: Int32, site: UInt32, repository: UInt32) {
        self.client = client
        self.day = day
        self.site = site
        self.repository = repository
    }

    @inline(__always)
    package func hashBits(seed: UInt64) -> UInt64 { mix(seed, client, pair(day, site) ^ UInt64(repository) << 19) }
}

/// One operation of a client on a repository on a day at a site, where a redirect was given or may have been followed.
package struct HandoffKey: FactKey {
    package var client: UInt64
    package var day: Int32
    package var site: UInt32
    package var repository: UInt32
    /// Raw value of `Operation`.
    package var operation: UInt8

    package init(client: UInt64, day: Int32, site: UInt32, repository: UInt32, operation: UInt8) {
        self.client = client
        self.day = day
        self.site = site
        self.repository = repository
        self.operation = operation
    }

    @inline(__always)
    package func hashBits(seed: UInt64) -> UInt64 {
        mix(seed, client, pair(day, site) ^ UInt64(repository) << 19 ^ UInt64(operation) << 58)
    }
}

@inline(__always)
private func pair(_ time: Int32, _ site: UInt32) -> UInt64 {
    UInt64(UInt32(bitPattern: time)) << 32 | UInt64(site)
}

/// Folds two words into one by full-width products: each input bit reaches each output bit.
@inline(__always)
func mix(_ seed: UInt64, _ first: UInt64, _ second: UInt64) -> UInt64 {
    let product = (first ^ seed).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    let folded = (product.high ^ product.low ^ second).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return folded.high ^ folded.low
}
