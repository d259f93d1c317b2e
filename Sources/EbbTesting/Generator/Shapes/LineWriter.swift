/// Writes requests in one shape.
protocol LineWriter {
    /// What stands at the head of each file.
    var header: [String] { get }
    /// Appends the request as one line, without its newline.
    func write(_ request: LoggedRequest, to line: inout LineBuffer)
}

extension LineWriter {
    var header: [String] { [] }
}

extension LogShape {
    var agentEscaping: AgentEscaping {
        switch self {
        case .vhostCombined, .combined: .nginx
        case .distribution: .go
        case .googleLB, .nginxJSON: .json
        case .s3Access: .plain
        case .cloudfront: .percent
        case .gcsUsage: .csv
        }
    }

    func writer(_ context: LineContext) -> any LineWriter {
        switch self {
        case .vhostCombined: CombinedWriter(context: context, style: .vhost)
        case .combined: CombinedWriter(context: context, style: .nginx)
        case .distribution: CombinedWriter(context: context, style: .distribution)
        case .googleLB: GoogleLBWriter(context: context)
        case .s3Access: S3AccessWriter(context: context)
        case .cloudfront: CloudFrontWriter(context: context)
        case .gcsUsage: GCSUsageWriter(context: context)
        case .nginxJSON: NginxJSONWriter(context: context)
        }
    }
}
