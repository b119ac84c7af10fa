/** The link that version 0.1.0 made of the golden plan of format 1. Frozen: it must open for ever. */
export const goldenLinkV1 = [
  'v1/jVbLjuM2EPwVoZEjJUvyY2aY4wIbLJAAg-zeBj7QYnvMmCYZkvIjhoH8Q_4wXxI0JVuydxYI5uRxd7O6qlj0GX4KzQZ3AjhsY',
  'nSBTyYb6w5evW9igUexcxonTgtTdHXFH8EaYHArAl4xMGKHwOEXqyWaLKSuzK6ztfU7EbMKGDhv10pT1d7RAGMjBuDw2du_0GSHD',
  'Zpsjz4oa7KyqIoyO4iQedQoAsoi-xKzXRtiZh0ampvhHv3PmbSZsTFDqWIBDBrdhog-AH87g5LAQVsjE-Ie46_Xz06LSPiAw7Zdo',
  'ZA7YOBtG9EDB5TvmOuEUxLOMzRKprlQPdVFtSjKopzUM2BQl2XF5eqZV5xPFjNYMmhsayLw6YWBs_KhvSzS36RajJtrzifzBTXTi',
  'b-JsAX-Vs_YYra8MAjo96p5BFIWLx2OqqZGIffoowoIfC10wAsDg_Fg_ZbadlbS_naPXosTMEDTCBdaLaKyhnQ5akHEvIuIB3GiH',
  'pN6SgbBiAg8-hYvA5pXb48n4KBcFCuNARjsRPizRS-o7Qx4bNDFu6WfgdbxJF7AVxE3n5XuGNfWBqQRsQVezcuSAUHXVshOzl7AZ',
  'gUMtsqQuF-jiLhu9VeMJB46rRoRgE-Jdx-BP5cvvT2DEw21S1yLVlN52AgvUXZrXYV6O4P1Uhmh094dATVxKz2GgIOEdfECy8vys',
  'mSAR0fY70DmrYJhgyvuMareq19e78SsSkgzj3lEQea8SnhhvaOd8Cp851X3Y68-Xb26ZKBViGOgyuXVU51XT3mZ1_C457U72ctZ-',
  'Wlkveo29bL8gc-rq8-XH1px9e5g5Npv9vd-o-SzezOBbWNQEvN0zo0Lb3f448WfR4v3V7L6EIkRUe0RLkR8R-soQYYoGCdIRv8m-',
  'MEAX8zmVc0g9Hbs79_HPrfr9YD_Jl06tTs0WuDE3mIxxMReUUKvtGi2G6sxDbjVPT3W7Z3Jtbsven4sGolLaysT0Ru83vJkFbMd0',
  'dAPfaDh37__ee392N_JLt7RpNs0kNdv2hOszDvwxJdq0uOAa3VM-z96lt0biT3m75K0HXmuns8Lup-TaUmHPYaccgGbccrcpJDKY',
  'xOHPW6f_9cq5GUibWNDHL8-wkU7Iu2TVmjih5f3MWGmdVEWT717u9yYzaZ0xlrbw-iMFDT9_G8bzBprAnmEwdpbShDCxG9IkiOcl',
  'bx7GSfNKi8fksl5G21jNXCIDfWsTsmcXSqvxU7pE_BZCj7iiFJVqz16lIO1pW0GCHRBeQquyWPiJDxbPA14Jm1Az_msHobtlRuG3',
  'YOvrjP6V2n0VWLmhtHYmH-Asx1N7lThN6XTXOX4-Imv4Y4g1ew65UXTP3Zn8G36oePalVZN7oVJSYEmqqg6fbsMJwehCMmYtvUhC',
  '8o0mFUvL7M0cq_wQCnlbFDk3xRx_Q8a_laykpyRJvG3eV2yfFouL5fLfw',
].join('');

/**
 * The link that the first program of link version 2 made of the golden plan with a site, a note and locks, at the first hop
 * of its flow. Frozen: it must open for ever.
 */
export const goldenLinkV2 = [
  'v2/PZC_axRREMdn3u79cIynYIIYJT7uLPzBbm7vIpesYgRFESwiCIKk2dt9ya3Ze2_Z3UuCRdhIMMFC1HSChaltrA6tlLT-ERLEw',
  'kLURquLvCTYzMDM9zszn1Hr3xkOphmTLxEQAFZ_lgwsAkCtVls7zxgAMETDOIPMMAvFUvkQHR46UoHftMUAGTAAHDZYkQC1EACgu',
  'YbNZv7xC-X5Rp7_eLJ6LTdzs2QiVgAB1_KNTyMIzd3t58SKeoh21bLaOmp9fzvnjDl3sYhw6jNjxuiexmAmIhZRq5kOx4fZ-xOIA',
  'wQs9VcAEStYQMBff9bfDCOOQbm_goCP_-4WwNDHsUHJBaya3IQxvZSxEcKTCNP508FF1LOuApxDaD7L8y38UzTNQWn0lflAL9dYU',
  'C4YVDldPFYF42hp6IJpAsDZ_goa2sv26OqAY2zCwBdlvKILzJg0ALFiAsyw8o07SgZKchHMC9LBivZTTO3I8xc6KhK0GEsrislpN',
  'WynZdftBi1bmfC6tG-m2EvClBLVFRTGltNqWE7LqlsN8tsUiDmvF2Xkt61eSFUpsiWVLFSpk2Vx6o6Pd1S8lITzncwWy143jsR4H',
  'HnSTv2O6Hr2w1RJuqWiQEie7rW5muNRKBf4okjSUEneoJuJeiQkX-oI-b9atx27zpe8lCciEl4qApvfzni3l2ZcxULyOZVwsSiSy',
  'zxQXKqMiyDM7AOinXxzZo8pCBPhZ3Q9CoXMKPLiTMV0ryO4r2SqX9MLKVA-LYYx9WIN6VCjXnfcoD3pOq6rX2DVyW-P91KRuO5Eg',
  '-JeOwp9K_HkvCDVS1KehtIX3JmamqD7Is0oEV0vWTjAcmflbNVLeZjxMJ2t8p18k397_e7rh7fkNOxL9A8;view=flow:ui,requ',
  'est:1',
].join('');
