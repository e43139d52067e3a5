// SPDX-License-Identifier: Apache-2.0
// What libFuzzer calls; built by .ci/fuzz, and by nothing else.
import Foundation
import FuzzTargets

/// Set by `MOHR_FUZZ_TARGET`.
private let target: FuzzTarget = {
    let name = ProcessInfo.processInfo.environment["MOHR_FUZZ_TARGET"] ?? ""
    guard let target = FuzzTarget.named(name) else {
        FileHandle.standardError.write(Data("MOHR_FUZZ_TARGET: \(FuzzTarget.all.map(\.name))\n".utf8))
        exit(64)
    }
    return target
}()

/// One input; ends the process when something does not hold, and libFuzzer keeps the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    if let finding = target.run(Array(UnsafeBufferPointer(start: start, count: count))) {
        FileHandle.standardError.write(Data("does not hold: \(finding)\n".utf8))
        abort()
    }
    return 0
}

@_silgen_name("LLVMFuzzerMutate")
private func mutateBytes(_ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ limit: Int) -> Int

/// Every other mutation keeps nested values well formed.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutate(_ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ limit: Int, _ seed: UInt32) -> Int {
    var random = SplitMix(state: UInt64(seed))
    guard target.isDER, Bool.random(using: &random) else { return mutateBytes(start, count, limit) }
    let changed = StructuredMutator.mutate(
        Array(UnsafeBufferPointer(start: start, count: count)), limit: limit, using: &random)
    guard changed.count <= limit, !changed.isEmpty else { return mutateBytes(start, count, limit) }
    _ = UnsafeMutableBufferPointer(start: start, count: changed.count).update(fromContentsOf: changed)
    return changed.count
}

private struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
