/// Why a configuration cannot be used, where, and what to write instead.
package struct ConfigurationError: Error, Equatable {
    /// The file's name as it was given.
    package let file: String
    /// From 1.
    package let line: Int
    /// From 1, in Unicode scalars.
    package let column: Int
    /// What was found, and what was expected.
    package let problem: String
    /// The way out: a whole sentence.
    package let remedy: String
}

extension ConfigurationError: CustomStringConvertible {
    /// `ebb.yaml:4:5: unknown key `hots` in an endpoint. Did you mean `hosts`?`
    package var description: String { "\(file):\(line):\(column): \(problem). \(remedy)" }
}
