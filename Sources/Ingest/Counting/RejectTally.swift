import AccessLogs
import Store

/// Counts unreadable lines by reason, and keeps the first few of each.
struct RejectTally {
    private(set) var counts: [RejectReason: RejectCount] = [:]

    /// - Parameters:
    ///   - line: the line's number in the source, from 1.
    ///   - byte: where it begins in the decompressed source, from 0.
    mutating func add(_ reason: RejectReason, line: Int64, byte: Int64, text: Span<UInt8>) {
        var count = counts[reason] ?? RejectCount(reason: reason.text, count: 0, samples: [])
        count.count += 1
        if count.samples.count < LedgerRule.sampleLimit {
            count.samples.append(RejectCount.Sample(line: line, byte: byte, text: maskedSample(text)))
        }
        counts[reason] = count
    }

    /// Takes back a line that an earlier run counted.
    mutating func takeBack(_ reason: RejectReason, byte: Int64) {
        var count = counts[reason] ?? RejectCount(reason: reason.text, count: 0, samples: [])
        count.count -= 1
        count.takenBack = byte
        counts[reason] = count
    }

    var all: [RejectCount] { counts.values.sorted { $0.reason < $1.reason } }
}
