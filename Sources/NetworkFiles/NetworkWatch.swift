import Foundation
package import Registry
import Synchronization

/// The networks of files that may be replaced while they are in use.
///
/// Files are looked at when somebody asks, at most once a minute, and read anew where they look otherwise; a day later
/// as well, since a list grows old. If a new one is broken, the networks that were known before stay.
package final class NetworkWatch: Sendable {
    private struct Look {
        var paths: [String] = []
        var marks: [Mark] = []
        var today: Day?
        var time: ContinuousClock.Instant?
        var state = 0
    }

    /// What a file looks like from outside.
    fileprivate struct Mark: Equatable {
        var modified: Date?
        var size: Int?
        var isReadable: Bool
    }

    private struct Kept {
        var state = 0
        var networks: KnownNetworks?
    }

    private static let pause = Duration.seconds(60)

    private let look = Mutex(Look())
    private let kept = Mutex(Kept())
    private let now: @Sendable () -> ContinuousClock.Instant
    private let today: @Sendable () -> Day
    private let report: @Sendable (String) -> Void

    /// - Parameter report: takes a sentence about files that can't be used.
    package init(
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
        today: @escaping @Sendable () -> Day = { .today },
        report: @escaping @Sendable (String) -> Void
    ) {
        self.now = now
        self.today = today
        self.report = report
    }

    /// A number that grows whenever the files may tell something else. Takes microseconds.
    package func state(of paths: [String]) -> Int {
        let (now, today) = (now(), today())
        return look.withLock { look in
            if look.paths == paths, let time = look.time, now - time < Self.pause { return look.state }
            let marks = paths.map(Mark.init)
            if look.paths != paths || look.marks != marks || look.today != today { look.state += 1 }
            look.paths = paths
            look.marks = marks
            look.today = today
            look.time = now
            return look.state
        }
    }

    /// The networks of the files as they look now; nil without any file.
    package func networks(of paths: [String]) -> KnownNetworks? {
        let state = state(of: paths)
        return kept.withLock { kept -> KnownNetworks? in
            guard kept.state < state else { return kept.networks }
            kept.state = state
            guard !paths.isEmpty else {
                kept.networks = nil
                return nil
            }
            do {
                kept.networks = try KnownNetworks(files: paths, today: today())
            } catch {
                let consequence = kept.networks == nil ? "No networks are known." : "The networks known so far stay."
                report("\(error) \(consequence)")
            }
            return kept.networks
        }
    }
}

extension NetworkWatch.Mark {
    fileprivate init(_ path: String) {
        let manager = FileManager.default
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let attributes = try? manager.attributesOfItem(atPath: target)
        modified = attributes?[.modificationDate] as? Date
        size = (attributes?[.size] as? NSNumber)?.intValue
        isReadable = manager.isReadableFile(atPath: target)
    }
}

extension Day {
    /// The day that it is, UTC.
    package static var today: Day { Day(number: Int32(clamping: Int(Date().timeIntervalSince1970) / 86_400)) }
}
