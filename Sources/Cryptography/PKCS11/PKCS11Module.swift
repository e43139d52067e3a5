// SPDX-License-Identifier: Apache-2.0
import CPKCS11
import Foundation

/// A loaded PKCS #11 module: one a shared object and process, since the standard gives each process one.
///
/// Any number of threads call through it at once. Restarting it (`C_Finalize`, `C_Initialize`) is the only way back from
/// some losses, and takes everyone's sessions away; so each call says which start its session belongs to, and a restart
/// waits until nobody is inside.
///
/// - SeeAlso: PKCS #11 v2.40, 5.4 (general-purpose functions).
@safe
final class PKCS11Module: @unchecked Sendable {
    typealias Functions = UnsafeMutablePointer<CK_FUNCTION_LIST>

    /// The shared object's path, as the operator wrote it.
    let path: String

    // The module's own table; it stays for as long as the process does, since modules are never unloaded.
    private let functions: Functions

    private let gate = NSCondition()
    // Guarded by `gate`.
    private var inside = 0
    private var isRestarting = false
    private var starts = 0
    private var latest = Date()

    private static let registry = NSLock()
    private nonisolated(unsafe) static var loaded: [String: PKCS11Module] = [:]

    /// How long a restart waits for calls that are inside; a device that hangs must not hang everyone.
    private static let drainSeconds = 5.0

    /// The module of a path, loaded and initialized the first time.
    ///
    /// - Parameter path: of the shared object.
    /// - Returns: the module.
    /// - Throws: ``CryptographyError/token(_:)``.
    static func at(_ path: String) throws(CryptographyError) -> PKCS11Module {
        registry.lock()
        defer { registry.unlock() }
        if let module = unsafe loaded[path] { return module }
        do throws(TokenTrouble) {
            let module = unsafe PKCS11Module(path: path, functions: try ModuleFile.functions(of: path))
            try module.initialize()
            unsafe loaded[path] = module
            return module
        } catch {
            throw .token(error.fault(module: path))
        }
    }

    /// Wraps a table of functions that is initialized by the caller.
    init(path: String, functions: Functions) {
        self.path = path
        unsafe self.functions = unsafe functions
    }

    /// Which start of the module is running; sessions of an earlier one are gone.
    var generation: Int {
        gate.lock()
        defer { gate.unlock() }
        return starts
    }

    /// Calls the module.
    ///
    /// - Parameters:
    ///   - generation: the start that the caller's handles belong to; nil when it has none.
    ///   - body: makes the calls.
    /// - Returns: what `body` does.
    /// - Throws: ``TokenTrouble/stale`` after a restart, or what `body` throws.
    func calling<Value>(
        _ generation: Int?, _ body: (Functions) throws(TokenTrouble) -> Value
    ) throws(TokenTrouble) -> Value {
        gate.lock()
        while isRestarting { gate.wait() }
        guard generation == nil || generation == starts else {
            gate.unlock()
            throw .stale
        }
        inside += 1
        gate.unlock()
        defer {
            gate.lock()
            inside -= 1
            if inside == 0 { gate.broadcast() }
            gate.unlock()
        }
        return try unsafe body(functions)
    }

    /// Finalizes and initializes, unless somebody did so since.
    ///
    /// - Parameter seen: the start that failed.
    /// - Throws: ``TokenTrouble``, when the module does not start or someone stays inside.
    func restart(after seen: Int) throws(TokenTrouble) {
        try unsafe alone { functions throws(TokenTrouble) in
            gate.lock()
            let isOurs = starts == seen
            gate.unlock()
            guard isOurs else { return }
            // Whatever it answers, the next call decides.
            _ = unsafe functions.pointee.C_Finalize?(nil)
            gate.lock()
            starts += 1
            latest = Date()
            gate.unlock()
            try initialize()
        }
    }

    /// How long ago the module was started; seconds.
    var age: Double {
        gate.lock()
        defer { gate.unlock() }
        return -latest.timeIntervalSinceNow
    }

    /// Calls the module while nobody else does.
    func alone(_ body: (Functions) throws(TokenTrouble) -> Void) throws(TokenTrouble) {
        gate.lock()
        while isRestarting { gate.wait() }
        isRestarting = true
        let deadline = Date(timeIntervalSinceNow: Self.drainSeconds)
        while inside > 0, gate.wait(until: deadline) {}
        let isEmpty = inside == 0
        gate.unlock()
        defer {
            gate.lock()
            isRestarting = false
            gate.broadcast()
            gate.unlock()
        }
        guard isEmpty else { throw .call("C_Finalize", ReturnValue(CKR_FUNCTION_FAILED)) }
        try unsafe body(functions)
    }

    private func initialize() throws(TokenTrouble) {
        var arguments = unsafe CK_C_INITIALIZE_ARGS()
        unsafe arguments.flags = CKF_OS_LOCKING_OK
        let value = unsafe functions.pointee.C_Initialize?(&arguments) ?? CKR_FUNCTION_NOT_SUPPORTED
        // Another part of the process may have done it.
        guard value == CKR_OK || value == CKR_CRYPTOKI_ALREADY_INITIALIZED else {
            throw .call("C_Initialize", ReturnValue(value))
        }
    }
}

/// Throws when a call did not return `CKR_OK`.
func check(_ value: CK_RV?, _ function: String) throws(TokenTrouble) {
    let value = value ?? CKR_FUNCTION_NOT_SUPPORTED
    guard value == CKR_OK else { throw .call(function, ReturnValue(value)) }
}
