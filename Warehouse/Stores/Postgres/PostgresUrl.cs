using Npgsql;

namespace Dixa.Warehouse.Stores.Postgres;

/// <summary>Understands both ways of naming a PostgreSQL database: a URL, and a list of settings.</summary>
public static class PostgresUrl
{
    /// <summary>Whether a text names a PostgreSQL database, and no file.</summary>
    public static bool Is(string database) =>
        database.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || database.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
        || database.StartsWith("Host=", StringComparison.OrdinalIgnoreCase) || database.Contains(";Host=", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where connections come from: with TLS, and with nothing of the driver that needs reflection.</summary>
    public static NpgsqlDataSource Source(NpgsqlConnectionStringBuilder settings)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
        builder.EnableTransportSecurity();
        return builder.Build();
    }

    /// <summary>The driver's connection string.</summary>
    /// <exception cref="WarehouseException">It is not understood.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string database)
    {
        try
        {
            var settings = database.Contains("://", StringComparison.Ordinal) ? FromUrl(database) : new NpgsqlConnectionStringBuilder(database);
            settings.ApplicationName ??= "dixa-warehouse";
            settings.Pooling = false;

            // A statement takes as long as its rows need, and waits for locks; that the server has gone is the network's to notice.
            settings.CommandTimeout = 0;
            settings.TcpKeepAlive = true;
            settings.TcpKeepAliveTime = 30;
            settings.TcpKeepAliveInterval = 10;
            settings.WriteBufferSize = 1 << 16;
            settings.Timezone = "UTC";
            return settings;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or UriFormatException)
        {
            // The text has a password, and so may the exception.
            throw WarehouseException.Configuration("The database is not understood. Write postgres://user:password@host:5432/database, or Host=…;Username=…;Password=…;Database=…, or the path of a SQLite file.");
        }
    }

    private static NpgsqlConnectionStringBuilder FromUrl(string text)
    {
        var url = new Uri(text);
        var user = url.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder { Host = Uri.UnescapeDataString(url.Host) };
        if (url.Port > 0)
        {
            settings.Port = url.Port;
        }

        if (user[0].Length > 0)
        {
            settings.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length > 1)
        {
            settings.Password = Uri.UnescapeDataString(user[1]);
        }

        if (url.AbsolutePath.Length > 1)
        {
            settings.Database = Uri.UnescapeDataString(url.AbsolutePath[1..]);
        }

        foreach (var part in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split('=', 2);
            var value = Uri.UnescapeDataString(pair.Length > 1 ? pair[1] : "");

            // libpq's names, where the driver has others.
            var name = pair[0] switch
            {
                "sslmode" => "SSL Mode",
                "sslrootcert" => "Root Certificate",
                "application_name" => "Application Name",
                "connect_timeout" => "Timeout",
                "host" => "Host",
                var other => Uri.UnescapeDataString(other),
            };
            settings[name] = name == "SSL Mode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }

        return settings;
    }
}
