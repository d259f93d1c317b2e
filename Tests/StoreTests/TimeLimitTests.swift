import EbbTesting
import Foundation
import SQLiteStore
import Store
import Testing

struct TimeLimitTests {
    @Test func aQuestionBeyondItsTimeEnds() throws {
        try withFolder { folder in
            let path = folder.appending(path: "ebb.sqlite").path
            let writer = try SQLiteStore(writing: path)
            let requests = (0..<4_000).map { old.from("10.0.\($0 / 250).\($0 % 250)") }
            _ = try writer.commit([CountedSource("a.log", content: 1, requests)])
            let store = try SQLiteStore(reading: path)
            let error = #expect(throws: StoreError.self) {
                try store.snapshot(timeLimit: .seconds(-1)) { try $0.answer(Query(.clients), move()) }
            }
            #expect(error?.code == .timedOut)
            // The connection is as good as before.
            let answer = try store.snapshot(timeLimit: .seconds(600)) { try $0.answer(Query(.clients), move()) }
            #expect(answer.rows.count == Query.defaultLimit)
            #expect(try store.answer(Query(.summary), move()).rows.count == 3)
        }
    }

    @Test func aReaderSeesThatAnIngestRuns() throws {
        try withFolder { folder in
            let path = folder.appending(path: "ebb.sqlite").path
            var writer: SQLiteStore? = try SQLiteStore(writing: path)
            let reader = try SQLiteStore(reading: path)
            #expect(reader.isBeingWritten)
            #expect(writer?.isBeingWritten == false)
            writer = nil
            #expect(!reader.isBeingWritten)
        }
    }
}
