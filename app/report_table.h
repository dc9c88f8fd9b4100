#pragma once

#include <vector>

#include <QString>

#include "app/pdf_pages.h"
#include "base/json.h"

namespace app {

struct TableColumn {
    QString title{};
    bool number = false; ///< Stands at the right.
    QString (*text)(const base::Json &row, const std::string &name);
    std::string name{}; ///< Of what it shows.
};

/// The columns of a report of that kind (`usage`, `billing`) whose rows are about these keys. `currency`: the other one
/// that amounts are shown in; may be empty.
std::vector<TableColumn> columnsOf(const std::string &kind, const base::Json &keys, const QString &currency = {});

/// A table over as many pages as it takes, its head on each, with the sum of all at the end.
void drawTable(PdfPages &pages, const std::vector<TableColumn> &columns, const base::Json &rows,
               const base::Json &total);

/// A name; a dash for none.
QString nameText(const base::Json &name);
/// An amount, with a sign for a guess and for what lacks a price.
QString amountText(const base::Json &row);
/// The same in the viewer's currency; empty where there is none.
QString convertedText(const base::Json &row);

} // namespace app
