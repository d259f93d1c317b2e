/// A source that is known to hold nothing that Ebb could count, and what to do instead.
package struct Refusal: Sendable, Equatable {
    /// What it is, and why it can't be counted.
    package var text: String
    package var wayOut: String

    /// What a sample of first lines is, if it is one of these.
    static func of(_ sample: Span<UInt8>) -> Refusal? {
        if sample.starts(with: "tls 2.0 ", in: sample.indices) || sample.starts(with: "tls 1.0 ", in: sample.indices) {
            return networkLoadBalancer
        }
        let firstLine = 0..<sample.firstIndex(of: UInt8(ascii: "\n"), in: sample.indices)
        if DockerHub.isSummary(sample, firstLine) {
            return dockerHubSummary
        }
        return isSpreadJSON(sample) ? spreadJSON : nil
    }

    /// https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-access-logs.html
    private static let networkLoadBalancer = Refusal(
        text:
            "this is a log of AWS' Network Load Balancer, which has connections in it and no requests: no path, and so "
            + "no image",
        wayOut: "Read the log of what stands behind it, the registry or its proxy."
    )

    private static let dockerHubSummary = Refusal(
        text: "this is a summary by Docker Hub, the sums of a week or a month, and no day can be told for them",
        wayOut: "Download the raw data of the same time; it has a row for each pull."
    )

    private static let spreadJSON = Refusal(
        text: "these are JSON objects over several lines each",
        wayOut: "Write one a line: jq -c 'if type == \"array\" then .[] else . end' FILE | ebb ingest -"
    )

    /// Whether the first line that is not blank is an opening bracket alone.
    private static func isSpreadJSON(_ sample: Span<UInt8>) -> Bool {
        var start = 0
        while start < sample.count {
            let end = sample.firstIndex(of: UInt8(ascii: "\n"), in: start..<sample.count)
            var brackets = 0
            for index in start..<end {
                switch sample[index] {
                case UInt8(ascii: "["), UInt8(ascii: "{"): brackets += 1
                case 0x20, 0x09, 0x0D: break
                default: return false
                }
            }
            if brackets > 0 {
                return true
            }
            start = end + 1
        }
        return false
    }
}
