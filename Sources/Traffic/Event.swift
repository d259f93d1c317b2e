/// One request, understood: what a log line adds to the table.
public struct Event: BitwiseCopyable, Sendable {
    /// Seconds since 1970, UTC.
    public var time: Int64
    public var client: UInt64
    /// Body bytes of each request.
    public var bytes: Int64
    /// How many requests it stands for: 1, but in logs that are sums already.
    public var count: UInt32
    /// Numbers in the table's name lists.
    public var site: UInt32
    public var agent: UInt32
    public var repository: UInt32
    public var tag: UInt32
    public var kind: RequestKind
    /// Whether a redirect here may lead to another endpoint of the migration, as at `legacy`.
    public var isLegacy: Bool

    @inline(always)
    public init(
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
