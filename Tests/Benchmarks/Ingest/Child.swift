import Foundation

/// A program that is run to its end with `posix_spawn` and waited for with `wait4`, which tells what it used.
///
/// Foundation's `Process` waits for its children itself, and what each of them used is lost.
enum Child {
    /// - Parameters:
    ///   - words: the program, found as a shell would, and what it is told.
    ///   - output: the file that gets its output.
    ///   - errors: the file that gets its messages; nil: they are shown.
    @discardableResult
    static func run(_ words: [String], output: String = "/dev/null", errors: String? = "/dev/null") throws -> Usage {
        let begin = ContinuousClock.now
        let child = try start(words, output: output, errors: errors)
        var status: Int32 = 0
        var used = rusage()
        // Unsafe: the system fills in the two values that are lent to it.
        while unsafe wait4(child, &status, 0, &used) < 0 {
            guard errno == EINTR else { throw BenchmarkError("\(words[0]) can't be waited for: error \(errno).") }
        }
        let wall = (ContinuousClock.now - begin) / .seconds(1)
        guard status == 0 else {
            let end = status & 0x7F == 0 ? "ended with \(status >> 8 & 0xFF)" : "was ended by signal \(status & 0x7F)"
            let said = errors.flatMap { try? String(contentsOfFile: $0, encoding: .utf8) }?.suffix(500) ?? ""
            throw BenchmarkError("\(words.joined(separator: " ")) \(end). \(said)")
        }
        return Usage(
            wall: wall,
            processor: seconds(used.ru_utime) + seconds(used.ru_stime),
            // Linux counts kibibytes. A child begins with its parent's peak, so this program stays small itself.
            peak: Double(used.ru_maxrss) * 1024
        )
    }

    private static func start(_ words: [String], output: String, errors: String?) throws -> pid_t {
        var child = pid_t()
        // Unsafe: copies of the words as C has them, freed below; the system reads them and the actions during this
        // call only.
        let arguments = unsafe words.map { unsafe strdup($0) }
        let environment = unsafe ProcessInfo.processInfo.environment.map { unsafe strdup("\($0.key)=\($0.value)") }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer {
            unsafe (arguments + environment).forEach { unsafe free($0) }
            unsafe posix_spawn_file_actions_destroy(&actions)
        }
        let creating = O_WRONLY | O_CREAT | O_TRUNC
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, creating, 0o644)
        if let errors { unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, creating, 0o644) }
        let code = unsafe posix_spawnp(&child, words[0], &actions, nil, arguments + [nil], environment + [nil])
        guard code == 0 else { throw BenchmarkError("\(words[0]) can't be started: error \(code). Is it installed?") }
        return child
    }

    private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
}
