// The commonest passwords of eight characters or more in published leaks, lower-case. Shorter ones are refused anyway.
const COMMONEST = `
  password password1 password12 password123 password1234 password! passw0rd p@ssw0rd p@ssword pa55word passwort
  12345678 123456789 1234567890 12345678910 0123456789 0987654321 987654321 9876543210 87654321 11111111 111111111
  1111111111 00000000 000000000 0000000000 22222222 33333333 44444444 55555555 66666666 77777777 88888888 99999999
  12341234 11223344 12121212 123123123 123321123 147258369 789456123 741852963 159357159 11112222 10203040 13131313
  qwertyui qwertyuiop qwerty12 qwerty123 qwerty1234 qwerty12345 qwer1234 q1w2e3r4 q1w2e3r4t5 1q2w3e4r 1q2w3e4r5t
  1qaz2wsx qazwsxedc zaq12wsx zaq1zaq1 asdfghjk asdfghjkl asdf1234 zxcvbnm1 1234qwer 123qweasd 12qwaszx
  abcd1234 abc12345 abcdefgh abcdefg1 a1b2c3d4 a1234567 aa123456 abc123456 aaaaaaaa xxxxxxxx
  iloveyou iloveyou1 iloveyou2 princess princess1 sunshine sunshine1 football football1 baseball baseball1 basketball
  superman superman1 batman123 starwars starwars1 pokemon1 charlie1 michael1 jennifer jessica1 ashley123 michelle
  computer internet whatever trustno1 welcome1 welcome123 letmein1 letmein123 changeme changeme1 administrator admin123
  admin1234 adminadmin root1234 rootroot testtest test1234 testing1 master123 monkey123 dragon123 shadow123 secret123
  samsung1 liverpool chelsea1 arsenal1 barcelona jordan23 mustang1 corvette ferrari1 cocacola chocolate butterfly
  elephant dolphins hello123 helloworld freedom1 blink182 metallica nirvana1 marlboro midnight mercedes
`;

const list = new Set(COMMONEST.trim().split(/\s+/));

export function isCommonPassword(password: string): boolean {
  return list.has(password.toLowerCase());
}
