// SPDX-License-Identifier: Apache-2.0
import CPKCS11
import Foundation

/// A shared object on disk, before it is known to be a PKCS #11 module.
enum ModuleFile {
    private typealias GetFunctionList =
        @convention(c) (UnsafeMutablePointer<PKCS11Module.Functions?>?) -> CK_RV

    /// Loads it and asks for its functions.
    ///
    /// It runs with this process's rights, so it is only ever one that the operator named.
    ///
    /// - Parameter path: absolute, so that no search path decides which one is loaded.
    /// - Returns: the table of functions.
    /// - Throws: ``TokenTrouble/fault(_:)``.
    static func functions(of path: String) throws(TokenTrouble) -> PKCS11Module.Functions {
        guard path.hasPrefix("/") else {
            throw .fault(.moduleNotLoaded(module: path, cause: "not an absolute path"))
        }
        surviveBrokenPipes()
        guard let library = unsafe dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
            let cause = unsafe dlerror().map { unsafe String(cString: $0) } ?? ""
            throw .fault(.moduleNotLoaded(module: path, cause: cause))
        }
        guard let symbol = unsafe dlsym(library, "C_GetFunctionList") else {
            unsafe dlclose(library)
            throw .fault(.notAModule(module: path))
        }
        let ask = unsafe unsafeBitCast(symbol, to: GetFunctionList.self)
        var list: PKCS11Module.Functions?
        guard unsafe ask(&list) == CKR_OK, let list = unsafe list else { throw .fault(.notAModule(module: path)) }
        // 2.x tables begin alike; a 3.x one is longer, and is got by another function.
        let version = unsafe list.pointee.version
        guard version.major == 2 else {
            throw .fault(
                .moduleVersion(module: path, seen: "\(version.major).\(version.minor)", allowed: "2.x"))
        }
        return unsafe list
    }

    /// A module that talks to a process of its own writes to it when that is dead, and the signal would end this one.
    ///
    /// `p11-kit-client.so` does. Whoever has chosen what the signal does keeps it.
    private static func surviveBrokenPipes() {
        var present = sigaction()
        guard unsafe sigaction(SIGPIPE, nil, &present) == 0 else { return }
        if unsafe present.__sigaction_handler.sa_handler == nil { signal(SIGPIPE, SIG_IGN) }
    }
}
