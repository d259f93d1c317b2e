import NetworkFiles
import Registry
import Synchronization
import Testing

struct NetworkWatchTests {
    /// A clock that stands still until it is moved, and what was reported.
    private final class Surroundings: Sendable {
        private let state = Mutex((now: ContinuousClock.now, today: Int32(20_780), said: [String]()))

        var now: ContinuousClock.Instant { state.withLock(\.now) }
        var today: Day { state.withLock { Day(number: $0.today) } }
        var said: [String] { state.withLock(\.said) }

        func wait(seconds: Int) { state.withLock { $0.now += .seconds(seconds) } }
        func sleep() { state.withLock { ($0.now, $0.today) = ($0.now + .seconds(86_400), $0.today + 1) } }
        func say(_ text: String) { state.withLock { $0.said.append(text) } }

        func watch() -> NetworkWatch {
            NetworkWatch(now: { self.now }, today: { self.today }, report: { self.say($0) })
        }
    }

    private let folder: ListFolder
    private let around = Surroundings()

    init() throws { folder = try ListFolder() }

    private func table(_ name: String) -> String { "192.0.2.0\t192.0.2.255\t64496\tZZ\t\(name)\n" }

    @Test("a changed file is read anew, a minute after the last look at the earliest")
    func changed() throws {
        let path = try folder.write("a.tsv", table("ONE"), modified: 1_790_000_000)
        let watch = around.watch()
        #expect(watch.networks(of: [path])?.name("192.0.2.1") == "AS64496 ONE")
        let state = watch.state(of: [path])
        try folder.write("a.tsv", table("TWO"), modified: 1_790_000_001)
        around.wait(seconds: 59)
        #expect(watch.networks(of: [path])?.name("192.0.2.1") == "AS64496 ONE")
        #expect(watch.state(of: [path]) == state)
        around.wait(seconds: 1)
        #expect(watch.state(of: [path]) > state)
        #expect(watch.networks(of: [path])?.name("192.0.2.1") == "AS64496 TWO")
        #expect(around.said.isEmpty)
    }

    @Test("if the new file is broken, the old networks stay, and it is said once")
    func broken() throws {
        let path = try folder.write("a.tsv", table("ONE"), modified: 1_790_000_000)
        let watch = around.watch()
        _ = watch.networks(of: [path])
        try folder.write("a.tsv", "broken", modified: 1_790_000_001)
        for _ in 0..<3 {
            around.wait(seconds: 60)
            #expect(watch.networks(of: [path])?.name("192.0.2.1") == "AS64496 ONE")
        }
        #expect(around.said.count == 1)
        #expect(around.said.first?.contains("The networks known so far stay.") == true)
        try folder.write("a.tsv", table("THREE"), modified: 1_790_000_002)
        around.wait(seconds: 60)
        #expect(watch.networks(of: [path])?.name("192.0.2.1") == "AS64496 THREE")
    }

    @Test("other files count at once, and no files are no networks")
    func otherFiles() throws {
        let one = try folder.write("a.tsv", table("ONE"))
        let two = try folder.write("b.tsv", table("TWO"))
        let watch = around.watch()
        #expect(watch.networks(of: [one])?.lists.count == 1)
        #expect(watch.networks(of: [two])?.name("192.0.2.1") == "AS64496 TWO")
        #expect(watch.networks(of: []) == nil)
    }

    @Test("a list that was young when it was read is old later")
    func growsOld() throws {
        let path = try folder.write("a.tsv", table("ONE"), modified: 20_690 * 86_400)
        let watch = around.watch()
        #expect(watch.networks(of: [path])?.lists.first?.isOld == false)
        around.sleep()
        #expect(watch.networks(of: [path])?.lists.first?.isOld == true)
    }
}
