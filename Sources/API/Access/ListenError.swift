import Foundation
import NIOCore

/// Why the service can't listen, and where else it could.
package struct ListenError: Error, CustomStringConvertible {
    package let description: String

    /// nil where the error is about something else.
    init?(_ error: any Error, _ address: ListenAddress) {
        switch error {
        case let error as IOError where error.errnoCode == EADDRINUSE:
            description =
                "\(address) is in use by another program. End that one, or listen elsewhere, for instance with "
                + "--listen \(ListenAddress(host: address.host, port: 0)) on a port that is free."
        case let error as IOError where error.errnoCode == EACCES:
            description =
                "\(address) may not be listened on by this user. Take a port from 1024 on, for instance "
                + "--listen \(ListenAddress(host: address.host, port: 8080))."
        case let error as IOError:
            description =
                "\(address) can't be listened on (\(error)). "
                + "Name an address of this machine with --listen."
        case is SocketAddressError, is SocketAddressError.UnknownHost:
            description = "\(address.host) is no name or address that is known here. Name another one with --listen."
        default: return nil
        }
    }
}
