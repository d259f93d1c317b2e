/// How the simulated requests are written down, and which of them that log can see.
///
/// The figure for bytes is the body's in every shape, so that one truth holds for all.
package enum LogShape: String, Sendable, Codable, CaseIterable {
    /// nginx's combined format behind the host's name: all hosts in one file.
    case vhostCombined = "vhost-combined"
    /// nginx's combined format, one file a front host, since the line has no host.
    case combined
    /// Google's load balancer in Cloud Logging's JSON, one entry a line: all hosts.
    case googleLB = "google-lb"
    /// Amazon S3's server access log: the object stores behind current.
    case s3Access = "s3-access"
    /// CloudFront's standard log, version 1, with 33 fields: all hosts, each named in `x-host-header`.
    case cloudfront
    /// Google Cloud Storage's usage log: the bucket behind legacy, for the blobs that legacy served.
    case gcsUsage = "gcs-usage"
    /// nginx writing a JSON object a line: all hosts.
    case nginxJSON = "nginx-json"
    /// distribution's combined line on standard output, one file a front host.
    case distribution

    /// A file for each front host, because the lines do not name it.
    var isPerHost: Bool {
        self == .combined || self == .distribution
    }

    func logs(_ request: LoggedRequest, withBackends: Bool) -> Bool {
        let host = Host.all[Int(request.host)]
        let isFront = host.role == .legacy || host.role == .current
        switch self {
        case .vhostCombined, .nginxJSON: return withBackends || host.role != .backend
        case .googleLB, .cloudfront: return (withBackends || host.role != .backend) && request.target.isHTTP
        case .combined: return isFront
        // A Go server logs no request that it could not read.
        case .distribution: return isFront && request.target.isHTTP
        case .s3Access: return host.isObjectStore
        case .gcsUsage: return host.role == .legacy && request.target == .blob && request.status / 100 == 2
        }
    }

    /// The name of a day's file.
    package func fileName(host: String?, day: CivilDay) -> String {
        let hostPart = host.map { "\($0)-" } ?? ""
        switch self {
        case .vhostCombined, .combined, .distribution: return "access-\(hostPart)\(day).log"
        case .googleLB, .nginxJSON: return "requests-\(day).json"
        case .s3Access: return "s3-\(day).log"
        case .cloudfront: return "cloudfront-\(day).log"
        case .gcsUsage: return "usage-\(day).csv"
        }
    }
}
