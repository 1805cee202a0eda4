return await Dixa.Demo.DemoCommand.RunAsync(args);
