import Foundation

/// A directory could not be filled with logs.
package struct GenerationError: Error, CustomStringConvertible {
    /// The file that could not be written.
    package let path: String
    package let reason: String

    package init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    package var description: String {
        "cannot write \(path): \(reason); give another directory with --output, or make room there"
    }
}

extension Generator {
    /// The truth's file; it is written last, so that a directory with one is complete.
    package static let truthFile = "truth.json"

    /// Writes a file a day (and host, where the shape needs that) and `truth.json`; `finished` sees each day's files.
    package func write(
        toDirectory directory: String,
        finished: (_ files: [Truth.File]) throws(GenerationError) -> Void = { _ throws(GenerationError) in }
    ) throws(GenerationError) -> Truth {
        let folder = URL(fileURLWithPath: directory, isDirectory: true)
        try attempt(directory) {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        let truthPath = folder.appendingPathComponent(Self.truthFile)
        if FileManager.default.fileExists(atPath: truthPath.path) {
            try attempt(truthPath.path) { try FileManager.default.removeItem(at: truthPath) }
        }
        var truth = Truth(scenario: scenario, moves: moves, files: [], days: [])
        for day in 1...max(scenario.days, 1) {
            var files: [Truth.File] = []
            var open: (name: String, handle: FileHandle)?
            let dayTruth = try write(day: day) { name, _, lines, bytes throws(GenerationError) in
                let path = folder.appendingPathComponent(name)
                if open?.name != name {
                    open = (
                        name,
                        try attempt(path.path) {
                            try Data().write(to: path)
                            return try FileHandle(forWritingTo: path)
                        }
                    )
                    files.append(Truth.File(name: name, day: scenario.date(day), lines: 0, bytes: 0))
                }
                try attempt(path.path) { try open?.handle.write(contentsOf: Data(bytes)) }
                let last = files.removeLast()
                files.append(
                    Truth.File(name: name, day: last.day, lines: last.lines + lines, bytes: last.bytes + bytes.count)
                )
            }
            try attempt(directory) { try open?.handle.close() }
            truth.days.append(dayTruth)
            truth.files += files
            try finished(files)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try attempt(truthPath.path) { try encoder.encode(truth).write(to: truthPath, options: .atomic) }
        return truth
    }

    /// The truth of an earlier run with an equal scenario, whose files are all still there with `suffix` behind their names.
    package func earlierTruth(inDirectory directory: String, suffix: String) -> Truth? {
        let folder = URL(fileURLWithPath: directory, isDirectory: true)
        guard
            let data = try? Data(contentsOf: folder.appendingPathComponent(Self.truthFile)),
            let truth = try? JSONDecoder().decode(Truth.self, from: data),
            truth.scenario == scenario
        else { return nil }
        let areThere = truth.files.allSatisfy { file in
            FileManager.default.fileExists(atPath: folder.appendingPathComponent(file.name + suffix).path)
        }
        return areThere ? truth : nil
    }

    private func attempt<Value>(_ path: String, _ body: () throws -> Value) throws(GenerationError) -> Value {
        do {
            return try body()
        } catch {
            throw GenerationError(path: path, reason: error.localizedDescription)
        }
    }
}
