// SPDX-License-Identifier: Apache-2.0

/// RSA moduli of 2048 bits, one way to be weak each; made for these tests and used nowhere else.
enum WeakModuli {
    /// Two primes of 1024 bits, drawn apart.
    static let sound = number(
        """
        d15d2d088d0991657a7f4b87673bc778cc67e0aa456f835106b9346232014ac4bc009553b15e1bc4692d8768ffb09319
        08010f5c7b0f0f1f020709b0c4f7ee2de3f339391c3010bbefb1b0c3ad0a372c635bd80af960b2719b042626546cc81a
        6440e35b9394f58610a3a92de1dafaf3fa0e6fa593962dcd8db4b95b62a664b3bcac7c73e31715607ddaa0723a66de24
        8ac9ae295894fa6b43daaf537aef73ed38d563902e40dfa31b76c3e01d1cf94384dcb7b427a9f30f0e67d0feef35b301
        6898f85c32373a42720cbdbb385ab598be61ca80025b748481cff5d63b3e0749777341a1a53cf9600602819b34a782eb
        fd560d8aa303543ef89f28fa1f208551
        """)

    /// Two primes of the form k·M + (65537^a mod M), M the product of the primes to 167.
    static let roca = number(
        """
        d7acda5fc8bf00c9ed769929bb1c116a43118d14f09dd3c0668226be17e2d3d5307aba812de0de49b37acf6aa6e6ac0f
        66f86a4ce44b7f904df4a24330570e7be2f3254c7aa36590714abd57c446e9316478d5ca36a670576a937ab035d704b8
        d93ae889882aa9bd4f7b500bb2857759fdfb64a615e7f0692db18aabdd6c1d1303c6a83f70dc75e00da4b094c9c69bc2
        42239baf08e0b252088b91a47d6d2ca5543e9cdca029205b9b76ea1aff8d6b20ba6b73fce751e5d34e05d2e1f2fafd39
        ef546b1d888d9c0a9de1002aede12e8dd4500f2f5412201cd065e88c990395b411db57e573c3e74064626736a277c58e
        c50a7388eef4f56980fa408792b7fac3
        """)

    /// A prime and the next one.
    static let closePrimes = number(
        """
        fd4b37c5e3d28a77e7829ec9c9756c1b342c8dea62bb1290a2e8243e3b777c7d813a8016b7b748d1935df68d3c684515
        5f8504dcf6e544ae0283effd1d31fe68f86a6aede2e89b882ce632d391de63deb43d2e0f20845cd590ff2972718073e6
        87080113cbfbe41f4417401ebf42d7dc402616c848f82e8c2f7dd1bdc195a298b6cabab50b12d9c025905b1acf50337a
        f3e8aaac26a91ed9fb69079ac2487041ce3bfd40e23a861e5afa539c6c7e4dc7f31146780588f7e638d71c5511e52cfc
        97301faeee2568ed87615d81208b88970805a59f1f938a2f46ccac68f9014f666675e3427abc3f5efc77e5ecd43b742d
        0a799d61dc432ce5d1b9f4232b17b7b7
        """)

    /// Two primes that Fermat's method finds in round 60.
    static let fairlyClosePrimes = number(
        """
        fc1641d78a4c3f2c0d53f1e2a2be953589d03724eb06a2ac93b88f9fb5a17b40c3b09e8dcd3a14774e6cddd314a417e5
        7465e519566f1ce67a55e9a28699b3f4f96a981209855e0014f50a3a6ade947f9f81ec7d3f66cef6bbb082a04a8b5c40
        ee38a5123aedaf53e48541a244cafa902509a4e61943d8a328a388be6adb4732f8beb09acfbc66df7a36bb31bcaedeae
        f791119ddeef1a63d514a14bd378c7a9d0765e038c303038c97662d2d22b75e26393a1e09b36bac25618dcd0aafe633d
        55bb95dd375885543a34bb550d637b4fca1cf05f08542d6c677dc94f094577606d71bd1077ce31c04b943ec77991f5b7
        1e21d265fc1049d65dce0f6ddd7b9239
        """)

    /// Two primes that Fermat's method finds in round 4000, past the budget.
    static let primesJustFarEnough = number(
        """
        fc1641d78a4c3f2c0d53f1e2a2be953589d03724eb06a2ac93b88f9fb5a17b40c3b09e8dcd3a14774e6cddd314a417e5
        7465e519566f1ce67a55e9a28699b49025d479f8fda52fcc54c68969804569ac90d69ba859cd91a7e0b772cc4662976c
        d2849cdc1b8191815e224d2b974ffd85519aef9ccd6ed45f7f960264e401a628c007d1575eb96c7f8fb9f3221dfb11c0
        74f82f4f89f6df04eab845e7bae50b3bd1f7206c630932a59c477ca8a024868b15a6fd45998f5f7d4226c22f9bd4169c
        b9edd8e9f39c41b7c181703b0c7c83828d16695e1f0e9552e98c07bc990200d0f156e39dbab0cbeee1ee49e54811fb64
        16ceab1e611cd949b63810c35ff60243
        """)

    /// The square of one prime.
    static let square = number(
        """
        e6be5b8b0584ded2f22fa166981bddc62ebaa2dfbdcb1c9ba5bfad9ab55feaf512ee0ece4bfa926a7039ac30d3171fe1
        b69a5ed85d2fcad8fff2783f7b845f8457c0c591052955bd99e6cdd561d0663c641caa66d2a142e5dd632f539975c7af
        b2c438da0bbca147e51a8c64aa032c2c3048eee1b31d1a97d3427512757815b3f7226b8c4614edb54af1f4e3dbbf3717
        cdcab8536c8a0936277472d2f8a1bbc345674a103d80f4bb507df1a8b61d98fe5ff99571ea7904fec9758b03a7b029eb
        7af918c8c4af53a3f4b6d59aa9232324fc794471a27324f82c9c754f290391868c78de97924c0af6c9c9b3a5ed0dcf6d
        2b50d8ab026395c60a3ed42ba15f0491
        """)

    /// 751 and a prime of 2039 bits.
    static let factor751 = number(
        """
        a6991cb86d904e9861e73be8ebeec607b8e58885eaabf9a06969cc5b5f2caea3e50348ddb06924f5ec44d40317509326
        4d406b4153400ebb5003567736a5c5652c4b2bf4513a536d42033a8aebfd54f233eaf6f94c966008be3a1a3b905e3d6e
        bdad818bde91b8786efd0cc96164e5fcaacac3168c04f0bfea1ceaaaceedee5021b46be4ba1fc5f522bf919e37e37d92
        03232e2d0df572ad7cba42b76b1db66db58b4c8bca8665353e469430519efdf9a9160e0b8e993239a27d26bdbf3659f8
        6914afc1a273653ac4fde654d794917f11bcd9bc9e7618b3b1b8685c20ea7a53af5bd78d0c8856455dba590989f9052c
        8a7cbd7e804e1068a52d4872ac7b1531
        """)

    /// 757, the first prime past the bound, and a prime.
    static let factor757 = number(
        """
        aefa15ccf34cf667db1a8d626eaa2a8651f6b1b8e46cf23757238a7a13071e364f9a0c5f0d9750f870ae3dee495b0bc4
        a9508620264968abb3e87374519860ec8a13f834928f455fc7a914d8936dc3c9141881c664591bd24bd1dc44986cbf2c
        81093dd1a5890c274c02f1b8dce988fb3686a9f2773b3d3471df9dd4d2dfaaf75a680f05b007ee418b0fb8d34146f43f
        e70426f37637770e36545d7cd391a5e59056036f74453636eb33b32bc1ca5aaf968370145219f3c61ef86774da2816ce
        a4a48fafd4b6079fa1b2c8d979366d861139011e4bb0a8023a6b82e5b86b23e92178c929d30262dbbbe7ed11f91cf452
        8bfc135f4de59bf83303e9dee65aa4c7
        """)

    private static func number(_ hex: String) -> [UInt8] {
        let digits = hex.filter { !$0.isWhitespace }.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
