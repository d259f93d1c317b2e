import ArgumentParser
import Foundation
import SQLiteStore
import Store

/// `--store`: where facts are kept.
struct StoreOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where facts are kept. EBB_STORE stands for it. (default: sqlite:ebb.sqlite)",
            valueName: "sqlite:FILE"
        )
    )
    var store: String?

    private var text: String {
        store ?? ProcessInfo.processInfo.environment["EBB_STORE"].flatMap { $0.isEmpty ? nil : $0 }
            ?? "sqlite:ebb.sqlite"
    }

    /// The path of the SQLite file.
    var path: String { String(text.dropFirst("sqlite:".count)) }

    /// The folder that the SQLite file lies in.
    var folder: String { URL(fileURLWithPath: path).resolvingSymlinksInPath().deletingLastPathComponent().path }

    func validate() throws {
        guard text.hasPrefix("sqlite:"), text.utf8.count > "sqlite:".utf8.count else {
            throw ValidationError(
                "\(store == nil ? "EBB_STORE" : "--store") is \"\(printable(text))\"; write it as sqlite:FILE, for instance sqlite:ebb.sqlite."
            )
        }
    }

    func reading() throws -> SQLiteStore { try SQLiteStore(reading: path) }

    /// For one who asks again and again. A quarter of a gigabyte holds the blocks of a large registry's year.
    func remembering() throws -> SQLiteStore { try SQLiteStore(reading: path, memory: BlockMemory(limit: 256 << 20)) }

    /// The store, if there is one: a dry run makes none.
    func readingIfThere() throws -> SQLiteStore? {
        FileManager.default.fileExists(atPath: path) ? try reading() : nil
    }

    func writing() throws -> SQLiteStore {
        try SQLiteStore(writing: path) { holder in
            say("Waiting for \(printable(holder)), which holds \(printable(path)) …")
        }
    }
}
