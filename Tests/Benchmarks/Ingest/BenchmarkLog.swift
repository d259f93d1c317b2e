/// The logs that the ingest is measured with. All are of the reference day, or made of it.
enum BenchmarkLog: String, CaseIterable {
    case plainDay = "the day, not compressed"
    case day = "the day"
    case hours = "the day in 24 files"
    case tenfold = "the day, each hour ten times"
    case hour = "an hour"
    case hourFivefold = "an hour, five times"
    case million = "a fifth of the day"
    case googleLB = "a fifth as google-lb"
    case s3Access = "a fifth as s3-access"
    case cloudFront = "a fifth as cloudfront"
    case gcsUsage = "a fifth as gcs-usage"
    case fiftyMillion = "ten times the day"

    /// Where it lies in the folder of all.
    var folder: String {
        switch self {
        case .plainDay: "plain-day"
        case .day: "day"
        case .hours: "hours"
        case .tenfold: "tenfold"
        case .hour: "hour"
        case .hourFivefold: "hour-fivefold"
        case .million: "million"
        case .googleLB: "google-lb"
        case .s3Access: "s3-access"
        case .cloudFront: "cloudfront"
        case .gcsUsage: "gcs-usage"
        case .fiftyMillion: "fifty-million"
        }
    }
}

/// A log as it lies in its folder.
struct LogFiles: Codable {
    /// From the folder of all logs on.
    var names: [String]
    var lines: Int
    /// Before compression.
    var bytes: Int
}
