/// One request, understood: what a log line adds to the table.
public struct Event: BitwiseCopyable, Sendable {
    /// Seconds since 1970, UTC.
    public var time: Int64
    /// As the store keeps it.
    public var client: UInt64
    /// The client by its address, whatever the store keeps of it.
    public var peer: UInt64
    /// Body bytes of each request.
    public var bytes: Int64
    /// How many requests it stands for: 1, but in logs that are sums already, and 0 where an earlier one's session is
    /// counted late.
    public var count: UInt32
    /// Numbers in the table's name lists.
    public var site: UInt32
    public var agent: UInt32
    public var repository: UInt32
    public var tag: UInt32
    public var kind: RequestKind
    /// Pulls that begin with it, by the definition `session`, and those of them that are `complete`. Negative to take back.
    public var sessions: Int32 = 0
    public var complete: Int8 = 0
    /// Whether a redirect here may lead to another endpoint of the migration, as at `legacy`.
    public var isLegacy: Bool

    @inline(always)
    public init(
        time: Int64,
        client: UInt64,
        peer: UInt64? = nil,
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
        self.peer = peer ?? client
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
