//! A table as Parquet, for engines that read columns: DuckDB, Spark, Power BI.

use super::rows::Row;
use super::schema::{ColumnType, Table, TableColumn};
use super::value::TableValue;
use super::view::TablesView;
use crate::workbook::WriteError;
use chrono::NaiveDate;
use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int32Type, Int64Type};
use parquet::errors::{ParquetError, Result as Made};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};
use std::io::{self, Write};
use std::sync::Arc;

/// Writes a table as one Parquet file of one row group. The same view gives the same bytes.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn parquet(mut out: impl Write, table: Table, view: &TablesView<'_>) -> Result<(), WriteError> {
    // The writer hands its target to other threads where it is asked to: bytes of our own may go anywhere.
    let mut bytes = Vec::new();
    made(&mut bytes, table, &view.rows(table)).map_err(|error| WriteError::Write(io::Error::other(error)))?;
    out.write_all(&bytes)?;
    out.flush()?;
    Ok(())
}

fn made(bytes: &mut Vec<u8>, table: Table, rows: &[Row]) -> Made<()> {
    let columns = &table.schema().columns;
    let fields: Vec<TypePtr> = columns.iter().map(field).collect::<Made<_>>()?;
    let schema = Type::group_type_builder(table.into()).with_fields(fields).build()?;
    let properties = WriterProperties::builder().set_created_by("ropa".to_string()).build();
    let mut file = SerializedFileWriter::new(bytes, Arc::new(schema), Arc::new(properties))?;
    if !rows.is_empty() {
        let mut group = file.next_row_group()?;
        for (place, column) in columns.iter().enumerate() {
            let values: Vec<&TableValue> = rows.iter().filter_map(|row| row.get(place)).collect();
            let writer = group.next_column()?;
            write(writer.ok_or_else(|| ParquetError::General("a column too many".into()))?, column, &values)?;
        }
        group.close()?;
    }
    file.close()?;
    Ok(())
}

fn field(column: &TableColumn) -> Made<TypePtr> {
    let (physical, logical) = match column.kind {
        ColumnType::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        ColumnType::Integer => (Physical::INT64, None),
        ColumnType::Boolean => (Physical::BOOLEAN, None),
        ColumnType::Date => (Physical::INT32, Some(LogicalType::Date)),
    };
    let repetition = if column.null { Repetition::OPTIONAL } else { Repetition::REQUIRED };
    let field = Type::primitive_type_builder(&column.name, physical)
        .with_repetition(repetition)
        .with_logical_type(logical)
        .build()?;
    Ok(Arc::new(field))
}

fn write(writer: SerializedColumnWriter<'_>, column: &TableColumn, values: &[&TableValue]) -> Made<()> {
    match column.kind {
        ColumnType::Text => typed::<ByteArrayType>(writer, column, values, |value| match value {
            TableValue::Text(text) => Some(ByteArray::from(text.as_str())),
            _ => None,
        }),
        ColumnType::Integer => typed::<Int64Type>(writer, column, values, |value| match value {
            TableValue::Integer(number) => Some(*number),
            _ => None,
        }),
        ColumnType::Boolean => typed::<BoolType>(writer, column, values, |value| match value {
            TableValue::Boolean(so) => Some(*so),
            _ => None,
        }),
        ColumnType::Date => typed::<Int32Type>(writer, column, values, |value| match value {
            TableValue::Date(day) => i32::try_from((*day - NaiveDate::default()).num_days()).ok(),
            _ => None,
        }),
    }
}

/// Writes the values there are, and where there are none.
fn typed<T: DataType>(
    mut writer: SerializedColumnWriter<'_>,
    column: &TableColumn,
    values: &[&TableValue],
    of: impl Fn(&TableValue) -> Option<T::T>,
) -> Made<()> {
    let read: Vec<Option<T::T>> = values.iter().map(|value| of(value)).collect();
    let levels: Vec<i16> = read.iter().map(|value| i16::from(value.is_some())).collect();
    let there: Vec<T::T> = read.into_iter().flatten().collect();
    let levels = column.null.then_some(levels.as_slice());
    writer.typed::<T>().write_batch(&there, levels, None)?;
    writer.close()
}
