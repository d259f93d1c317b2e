import Foundation

/// One member as the gzip tool writes it.
func gzip(_ bytes: some Sequence<UInt8>) throws -> [UInt8] {
    let folder = try Folder()
    try folder.write(bytes, to: "file")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/gzip")
    process.arguments = ["-n", folder["file"]]
    try process.run()
    process.waitUntilExit()
    return Array(try Data(contentsOf: URL(fileURLWithPath: folder["file.gz"])))
}
