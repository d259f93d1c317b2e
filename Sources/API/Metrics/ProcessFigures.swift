import Foundation

/// What Linux says of this process; nothing elsewhere.
///
/// https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
enum ProcessFigures {
    static func add(to exposition: inout Exposition) {
        let fields = stat
        exposition.add(
            "process_cpu_seconds_total",
            .counter,
            "CPU time of the service, user and system.",
            seconds(fields)
        )
        exposition.add(
            "process_resident_memory_bytes",
            .gauge,
            "Memory of the service.",
            fields.count > 21 ? Double(fields[21]).map { $0 * Double(sysconf(Int32(_SC_PAGESIZE))) } : nil
        )
        let files = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        exposition.add("process_open_fds", .gauge, "Open files and connections.", files.map { Double($0.count) })
    }

    /// The fields behind the program's name, which may hold spaces: the first is the third of the manual.
    private static var stat: [Substring] {
        let text = (try? String(contentsOfFile: "/proc/self/stat", encoding: .utf8)) ?? ""
        guard let end = text.lastIndex(of: ")") else { return [] }
        return text[text.index(after: end)...].split(separator: " ")
    }

    /// The fields 14 and 15 of the manual.
    private static func seconds(_ fields: [Substring]) -> Double? {
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return nil }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
}
