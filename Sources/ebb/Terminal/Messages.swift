import Analysis
import ArgumentParser
import ConfigurationFile
import Foundation
import NetworkFiles
import Store

/// Something that the user has to know, and can do something about.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Writes a line to standard error, behind all results so far.
func say(_ text: String) {
    fflush(nil)
    FileHandle.standardError.write(Data((text + "\n").utf8))
}

/// Text that may come from a log or a path, fit for a terminal: without control characters.
func printable(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        if scalar.isUnseen {
            result += "\\u{" + String(scalar.value, radix: 16) + "}"
        } else {
            result.unicodeScalars.append(scalar)
        }
    }
    return result
}

/// Runs a command's work, and turns what goes wrong into one sentence and an exit code.
func reporting(_ work: () async throws -> Void) async throws {
    do {
        try await work()
    } catch let error as QueryError {
        say("ebb: " + printable(error.description) + " See: ebb query --help")
        throw ExitCode.validationFailure
    } catch let error as StoreError {
        try fail(error.description)
    } catch let error as ConfigurationError {
        try fail(error.description)
    } catch let error as NetworkFileError {
        try fail(error.description)
    } catch let error as OutsideTotalsError {
        try fail(error.description)
    } catch let error as Failure {
        try fail(error.description)
    }
}

private func fail(_ text: String) throws -> Never {
    say("ebb: " + printable(text))
    throw ExitCode(1)
}
