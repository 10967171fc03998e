//! The matrix as comma-separated values (RFC 4180).

use super::Report;
use super::matrix::kind_of;
use crate::model::Finding;

/// One line for each property and kind of change, then one for each finding's place: a spreadsheet's view of the run.
#[must_use]
pub fn render(report: &Report) -> String {
    let mut out = String::from(
        "property,change,inputs,accepted,refused,other,broken,findings,echoed,normalised,ignored,changed\r\n",
    );
    for cell in &report.matrix {
        let place = format!("/{}", cell.property);
        let findings = report.findings.iter().filter(|f| f.place == place && kind_of(&f.case) == cell.change);
        let findings: Vec<String> = findings.map(named).collect();
        let counts = [cell.inputs, cell.accepted, cell.refused, cell.other, cell.broken].map(|n| n.to_string());
        let mut fields = vec![field(&cell.property), field(&cell.change)];
        fields.extend(counts);
        fields.push(field(&findings.join("; ")));
        fields.extend([cell.echoed, cell.normalised, cell.ignored, cell.changed].map(|n| n.to_string()));
        out.push_str(&fields.join(","));
        out.push_str("\r\n");
    }
    out
}

fn named(finding: &Finding) -> String {
    let waived = if finding.waived.is_some() { " (waived)" } else { "" };
    format!("{} {}{waived}", finding.rule, finding.place)
}

/// A field, quoted when it must be; a leading character that spreadsheets take for a formula is defused.
fn field(text: &str) -> String {
    let text = if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\r', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::{field, render};
    use crate::report::sample;

    #[test]
    fn the_matrix_has_a_line_for_each_property_and_change() {
        let text = render(&sample::broken());
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines[1..],
            [
                "displayName,case,1,1,0,0,1,echo-sent /displayName,0,0,0,1",
                "displayName,valid,1,1,0,0,1,date /displayName,0,0,0,1",
                "lastConnectionDateTime,D06,1,0,0,1,0,,0,0,0,0",
            ]
        );
    }

    #[test]
    fn a_field_is_quoted_where_it_must_be() {
        assert_eq!([field("a,\"b\""), field("=1+1"), field("x")], ["\"a,\"\"b\"\"\"", "'=1+1", "x"]);
    }
}
