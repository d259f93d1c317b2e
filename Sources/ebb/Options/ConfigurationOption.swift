import ArgumentParser
import ConfigurationFile
import Foundation
import Store

/// `--config`: the rules of the migration.
struct ConfigurationOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The rules of the migration. EBB_CONFIG stands for it. (default: those of the store, in a new one the "
                + "preset k8s.gcr.io)",
            valueName: "ebb.yaml"
        )
    )
    var config: String?

    /// The file that was named; nil: none.
    var path: String? {
        config ?? ProcessInfo.processInfo.environment["EBB_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// What a store was last filled by; the preset in a new one.
    static func stored(in store: (any Store)?) throws -> Configuration {
        guard let text = try store?.text(.configuration) else { return Configuration() }
        return try Configuration(yaml: text, file: "the store's configuration")
    }

    /// What holds for a store: what the file says, and what the store was last filled by where it says nothing.
    func read(for store: any Store) throws -> Configuration {
        let stored = try Self.stored(in: store)
        return try read(over: stored) ?? stored
    }

    /// What the file says; nil where none was named.
    ///
    /// - Parameter base: what holds for sections that are not written.
    func read(over base: Configuration = Configuration()) throws -> Configuration? {
        guard let path else { return nil }
        let bytes: Data
        do {
            bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw Failure("\(path): the configuration can't be read. Check the path and its permissions.")
        }
        guard let text = String(data: bytes, encoding: .utf8) else {
            throw Failure("\(path): the configuration is no UTF-8 text.")
        }
        var configuration = try Configuration(yaml: text, file: path, over: base)
        // Whole paths, so that a store can remember them.
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        configuration.networkFiles = configuration.networkFiles.map {
            $0.hasPrefix("/") ? $0 : folder.appending(path: $0).standardizedFileURL.path
        }
        return configuration
    }
}
