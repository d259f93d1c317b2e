import Foundation
import HTTPTypes
import Synchronization

/// What `/metrics` says of the service itself.
final class ServiceMetrics: Sendable {
    private struct Key: Hashable {
        /// A route's pattern, never a path: strangers choose paths.
        var route: String
        var code: Int
    }

    private struct Histogram {
        /// One a bound, each counting what fell under it and not under the one before.
        var counts = [Int](repeating: 0, count: ServiceMetrics.bounds.count)
        var sum = 0.0
    }

    private struct State {
        var requests: [Key: Int] = [:]
        var durations: [String: Histogram] = [:]
        var cache: [AnswerCache.Result: Int] = [:]
    }

    /// Seconds.
    private static let bounds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, .infinity]

    private let state = Mutex(State())
    private let version: String
    private let started = Date().timeIntervalSince1970

    /// - Parameter version: Ebb's own.
    init(version: String) {
        self.version = version
    }

    func count(route: String, status: HTTPResponse.Status, seconds: Double) {
        state.withLock { state in
            state.requests[Key(route: route, code: status.code), default: 0] += 1
            let place = Self.bounds.firstIndex { seconds <= $0 } ?? 0
            state.durations[route, default: Histogram()].counts[place] += 1
            state.durations[route]?.sum += seconds
        }
    }

    func count(_ result: AnswerCache.Result) {
        state.withLock { $0.cache[result, default: 0] += 1 }
    }

    var text: String {
        let state = state.withLock(\.self)
        var exposition = Exposition()
        let requests = state.requests.sorted { ($0.key.route, $0.key.code) < ($1.key.route, $1.key.code) }
        exposition.add(
            "ebb_http_requests_total",
            .counter,
            "Requests to this service.",
            requests.map {
                .init(labels: [("route", $0.key.route), ("code", String($0.key.code))], value: Double($0.value))
            }
        )
        exposition.add(
            "ebb_http_request_duration_seconds",
            .histogram,
            "Time from a request's head to its answer's.",
            state.durations.sorted { $0.key < $1.key }.flatMap { Self.samples($0.key, $0.value) }
        )
        exposition.add(
            "ebb_answer_cache_total",
            .counter,
            "Questions by where their answer came from.",
            AnswerCache.Result.allCases.map {
                .init(labels: [("result", $0.rawValue)], value: Double(state.cache[$0] ?? 0))
            }
        )
        exposition.add(
            "ebb_build_info",
            .gauge,
            "The version of ebb.",
            [.init(labels: [("version", version)], value: 1)]
        )
        exposition.add(
            "process_start_time_seconds",
            .gauge,
            "When the service started, seconds since 1970, UTC.",
            started
        )
        ProcessFigures.add(to: &exposition)
        return exposition.text
    }

    private static func samples(_ route: String, _ histogram: Histogram) -> [Exposition.Sample] {
        var samples: [Exposition.Sample] = []
        var total = 0
        for (bound, count) in zip(bounds, histogram.counts) {
            total += count
            let labels = [("route", route), ("le", Exposition.number(bound))]
            samples.append(.init(suffix: "_bucket", labels: labels, value: Double(total)))
        }
        samples.append(.init(suffix: "_sum", labels: [("route", route)], value: histogram.sum))
        samples.append(.init(suffix: "_count", labels: [("route", route)], value: Double(total)))
        return samples
    }
}
