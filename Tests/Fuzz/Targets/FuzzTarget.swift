// SPDX-License-Identifier: Apache-2.0

/// A reader of what strangers send, and what must hold of it whatever the bytes.
///
/// The same functions are called by libFuzzer (`.ci/fuzz`) and by the tests, which replay `Tests/Fuzz/Corpus`.
public struct FuzzTarget: Sendable {
    /// What its corpus is called.
    public let name: String
    /// Longer inputs are not made: the limit itself is tried by tests.
    public let maximumBytes: Int
    /// Whether inputs are mutated as nested X.690 values, too.
    public let isDER: Bool
    /// Reads the bytes.
    ///
    /// Gives back what does not hold; nil when all is well, whether or not the bytes could be read.
    public let run: @Sendable ([UInt8]) -> String?

    init(
        _ name: String, _ maximumBytes: Int, isDER: Bool = false, _ run: @escaping @Sendable ([UInt8]) -> String?
    ) {
        self.name = name
        self.maximumBytes = maximumBytes
        self.isDER = isDER
        self.run = run
    }

    /// Every target.
    public static let all: [FuzzTarget] = [
        FuzzTarget("der", 512, isDER: true, Encodings.run),
        FuzzTarget("certificate", 2_048, isDER: true, Certificates.run),
        FuzzTarget("request", 1_024, isDER: true, Certificates.runRequest),
        FuzzTarget("list", 1_024, isDER: true, Statuses.runList),
        FuzzTarget("ocsp", 1_536, isDER: true, Statuses.runOCSP),
        FuzzTarget("timestamp", 2_048, isDER: true, Messages.runTimestamp),
        FuzzTarget("cms", 4_096, isDER: true, Messages.run),
        FuzzTarget("jws", 4_096, Messages.runJSON),
        FuzzTarget("json", 1_024, Texts.runJSON),
        FuzzTarget("json5", 3_072, Texts.runJSON5),
        FuzzTarget("text", 512, Texts.run),
        FuzzTarget("head", 1_024, Heads.run),
        FuzzTarget("archive", 1_024, Archives.run),
    ]

    /// The target of a name; `planted` is the negative control, which ends the process on some inputs.
    public static func named(_ name: String) -> FuzzTarget? {
        name == "planted" ? FuzzTarget("planted", 64, Planted.run) : all.first { $0.name == name }
    }
}

/// A reader with a fault in it, for the fuzzer to prove that it would find one.
enum Planted {
    static let run: @Sendable ([UInt8]) -> String? = { bytes in
        // A length that is believed: the fault that most readers of nested values have had.
        guard bytes.count > 2, bytes[0] == 0x30, bytes[1] == 0x03 else { return nil }
        let length = Int(bytes[2])
        return bytes[3..<(3 + length)].first == 0xff ? nil : nil
    }
}

/// Says what does not hold.
func claim(_ holds: Bool, _ sentence: @autoclosure () -> String) -> String? {
    holds ? nil : sentence()
}
