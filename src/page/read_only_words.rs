//! The words of natural languages that say, limit or deny that a property is read-only, as tables.

/// Words that call a property read-only.
pub(super) const READ_ONLY: &[&str] = &[
    "read-only",
    "read only",
    "readonly",
    "只读",
    "唯讀",
    "schreibgeschützt",
    "読み取り専用",
    "только для чтения",
    "solo lectura",
    "somente leitura",
    "somente para leitura",
    "somente de leitura",
    "только чтение",
    "apenas leitura",
    "solo de lectura",
    "sólo lectura",
    "de sólo lectura",
    "nur lesen",
    "読み取りのみ",
    "lecture seule",
    "sola lettura",
    "읽기 전용",
];

/// Words that make it hold under a condition.
pub(super) const CONDITIONS: &[&str] = &[
    "when",
    "if",
    "unless",
    "while",
    "once",
    "whether",
    "until",
    "except",
    "after",
    "时",
    "当",
    "如果",
    "若",
    "除非",
    "是否",
    "仅当",
    "時",
    "場合",
    "とき",
    "かどうか",
    "wenn",
    "falls",
    "sofern",
    "si",
    "cuando",
    "quando",
    "se",
    "lorsque",
    "quand",
    "sauf",
    "если",
    "когда",
    "경우",
];

/// Longer words in which those stand.
pub(super) const NO_CONDITIONS: &[&str] =
    &["时间", "时区", "时长", "时刻", "当前", "当地", "相当", "适当", "時間", "時刻", "日時", "同时", "同時"];

/// Words behind or before it that say for whom.
pub(super) const FOR_WHOM: &[&str] = &["for", "in", "on", "对于", "针对", "für", "para", "pour", "para", "для", "per"];

/// Words behind it that make it a right of somebody.
pub(super) const RIGHTS: &[&str] =
    &["access", "permission", "permissions", "role", "mode", "访问", "权限", "模式", "zugriff", "アクセス", "권한"];

/// Words before it that deny it.
pub(super) const NOT: &[&str] = &["not", "non", "nicht", "不是", "并非", "非", "不为", "не", "no es", "não é"];

/// Words before it that make the sentence one about what stands before them.
pub(super) const ALL_OF_THEM: &[&str] = &[" are", "均为", "都是", "是", "为", " sind", " son", " sont", " são"];

/// Words that mean the property.
pub(super) const THIS_PROPERTY: &[&str] = &[
    "this",
    "these",
    "it",
    "propert",
    "value",
    "field",
    "they",
    "此",
    "这",
    "该",
    "它",
    "属性",
    "值",
    "字段",
    "时间",
    "标识符",
    "eigenschaft",
    "propiedad",
    "propriété",
    "propriedade",
    "свойств",
];
