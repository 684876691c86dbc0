#include "domain/japanese.h"

/* clang-format off */
SAYINGS(JAPANESE_PRODUCT,
    /* the bill of materials */
    SAYING("%s is the part itself", "%s は本来の部品そのものです。"),
    SAYING("%s is already alternate %zu", "%s は既に代替品 %zu です。"),
    SAYING("%s is not tracked by serial number", "%s はシリアルで管理しません。"),
    SAYING("it", "この部品"),
    SAYING("what is built here has its serial number from the serial_format of its own product",
           "この工場で製造する部品のシリアルは、その製品の serial_format で決まります。"),
    SAYING("no operation fills %s", "%s を取り付ける工程がありません。"),
    SAYING("there is no operation %s to fill %s", "%2$s を取り付ける工程 %1$s はありません。"),
    SAYING("a part that is built here is tracked by its serial number", "この工場で製造する部品はシリアルで管理します。"),
    SAYING("one serial number stands for one piece; give each a position",
           "一つのシリアルは一個に対応します。それぞれに位置を指定してください。"),
    SAYING("a product is no part of itself", "製品をそれ自身の部品にはできません。"),
    SAYING("\"%s\" is no name with ranges like {01..18}: digits, two dots, digits, counting upwards",
           "「%s」の範囲の書き方が違います。{01..18} のように、数字、点二つ、数字の昇順で書いてください。"),
    SAYING("a product has at most %d positions; \"%s\" makes them more", "位置は %d 個までです。「%s」で超えます。"),
    SAYING("position %s is already in line %zu of the bill of materials", "位置 %s は既に部品表の行 %zu にあります。"),
    SAYING("\"%s\" is a placeholder, not a part number", "「%s」は品番ではなく仮の文字列です。"),
    SAYING("no position matches \"%s\"", "「%s」に該当する位置はありません。"),

    /* serial numbers */
    SAYING("braces hold one of site, yyyy, yy, ww and seq:DIGITS", "波括弧の中は site、yyyy、yy、ww、seq:桁数 のいずれかです。"),
    SAYING("outside the braces stand letters, digits, '-', '_' and '.'", "波括弧の外は英数字と - _ . だけです。"),
    SAYING("a sequence has 3 to 9 digits", "連番は 3～9 桁です。"),
    SAYING("there is exactly one {seq:DIGITS}", "{seq:桁数} は一つだけ必要です。"),
    SAYING("a serial number has printable characters of ASCII alone", "シリアルは ASCII の印字可能な文字だけです。"),
    SAYING("a form is not empty, and has no blank at either end", "形式は空にできず、前後に空白を置けません。"),
    SAYING("a form has at most one *", "一つの形式に * は一つまでです。"),

    /* the rack */
    SAYING("%s stands at U%lld, where %s stands", "%1$s の U%2$lld には %3$s があります。"),
    SAYING("a product without rack_units has no rack units to stand at", "rack_units のない製品に取付位置（U）はありません。"),
    SAYING("a height counts from a u_position, and there is none", "高さの基準になる u_position がありません。"),
    SAYING("%s does not stand within U1 to U%lld", "%s が U1～U%lld に収まりません。"),

    /* the routing */
    SAYING("a routing has at least one operation", "工程が一つ以上必要です。"),
    SAYING("operation %s is already at /routing/%d", "工程 %s は既に /routing/%d にあります。"),
    SAYING("there is no operation %s", "工程 %s はありません。"),
    SAYING("operation %s precedes itself: %s", "工程 %s の順序が循環しています：%s"),
    SAYING("operation %s ships already", "出荷の工程は既に %s があります。"),
    SAYING("operation %s ships the unit, but these do not come before it: %s",
           "出荷の工程 %s より前にない工程があります：%s"),
    SAYING("the minimum of %s minutes is above the standard of %s", "最短時間 %s 分が標準時間 %s 分より長くなっています。"),
    SAYING("a burn_in operation says what it takes", "バーンイン工程には条件が必要です。"),
    SAYING("only a burn_in operation has it", "バーンイン工程だけに指定します。"),
    SAYING("a burn-in runs for more than 0 hours", "バーンインの時間は 0 より長くしてください。"),
    SAYING("must have no / and must not begin with !", "/ は使えず、! で始めることもできません。"),
    SAYING("must be of ASCII characters, without blanks at an end or side by side",
           "ASCII 文字だけを使ってください。前後の空白や連続した空白は使えません。"),
    SAYING("must have no blank at either end, no line feed and no tab", "前後の空白、改行、タブは使えません。"),
    SAYING("must be at least 1 character", "1 文字以上にしてください。"),

    /* measurements, checks and defects */
    SAYING("%s may still be empty: operation %s fills it, and does not come before %s",
           "%1$s はまだ空の可能性があります。取り付ける工程 %2$s が工程 %3$s より前にありません。"),
    SAYING("a characteristic has a lower or an upper limit", "測定項目には下限か上限が必要です。"),
    SAYING("the lower limit %s is above the upper limit %s", "下限 %s が上限 %s より大きくなっています。"),
    SAYING("\"%s\" is already characteristic %zu", "「%s」は既に測定項目 %zu です。"),
    SAYING("\"%s\" is already answer %zu", "「%s」は既に回答 %zu です。"),
    SAYING("\"%s\" is accepted, but is not among the answers", "合格とする「%s」が回答の中にありません。"),
    SAYING("without a list \"yes\" is accepted, but it is not among the answers",
           "一覧がなければ yes を合格としますが、回答の中にありません。"),
    SAYING("\"%s\" is already check %zu", "「%s」は既に確認項目 %zu です。"),
    SAYING("it names a defect or a family, one of the two", "defect か family のどちらか一方を指定してください。"),
    SAYING("\"%s\" has a limit already, at %zu", "「%s」の上限は既に %zu にあります。"),
);
/* clang-format on */
