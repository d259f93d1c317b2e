/// One request, understood: what a log line adds to the table.
package struct Event: BitwiseCopyable, Sendable {
    /// Seconds since 1970, UTC.
    package var time: Int64
    package var client: UInt64
    /// Body bytes of each request.
    package var bytes: Int64
    /// How many requests it stands for: 1, but in logs that are sums already.
    package var count: UInt32
    /// Numbers in the table's name lists.
    package var site: UInt32
    package var agent: UInt32
    package var repository: UInt32
    package var tag: UInt32
    package var kind: RequestKind
    /// Whether a redirect here may lead to another endpoint of the migration, as at `legacy`.
    package var isLegacy: Bool

    @inline(always)
    package init(
        time: Int64,
        client: UInt64,
        bytes: Int64,
        count: UInt32 = 1,
        site: UInt32,
        agent: UInt32,
        repository: UInt32,
        tag: UInt32,
        kind: RequestKind,
        isLegacy: Bool
    ) {
        self.time = time
        self.client = client
        self.bytes = bytes
        self.count = count
        self.site = site
        self.agent = agent
        self.repository = repository
        self.tag = tag
        self.kind = kind
        self.isLegacy = isLegacy
    }
}
